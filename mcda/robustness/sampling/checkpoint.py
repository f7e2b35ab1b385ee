"""What a run has counted so far, on the disk: whole, checked, and only for the question it belongs to."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from mcda.errors import McdaError
from mcda.robustness.sampling.tally import Tally
from mcda.writing import write_safely

_MAGIC: Final = b"mcda draws 1\n"
_PARTS: Final = ("counts", "sums", "kept")


@dataclass(frozen=True)
class Checkpoint:
    """A file that holds what the first granules of a run have counted.

    Parameters
    ----------
    path
        The file; it need not exist.
    fingerprint
        Of the question and its draws: what was counted for another question is refused.
    """

    path: Path
    fingerprint: str

    def save(self, done: int, tally: Tally) -> None:
        """Write what `done` whole granules have counted; the former file stays until the new one is whole."""
        parts = {"counts": tally.counts, "sums": tally.sums, "kept": {name: tally.joined(name) for name in tally.kept}}
        arrays = {f"{part}.{name}": found for part, held in parts.items() for name, found in held.items()}
        written = io.BytesIO()
        np.savez(written, done=np.array(done), fingerprint=np.array(self.fingerprint), **arrays)  # type: ignore[arg-type]  # the stub takes every keyword for its own
        payload = written.getvalue()
        write_safely(self.path, _MAGIC + hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)

    def load(self) -> tuple[int, Tally]:
        """Return how many granules are counted, and what; nothing where there is no file.

        Raises
        ------
        McdaError
            The file is none of these, is damaged, or belongs to another question.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return 0, Tally()
        except OSError as problem:
            raise McdaError(f"the checkpoint {self.path} cannot be read: {problem.strerror or problem}") from None
        if not data.startswith(_MAGIC):
            raise McdaError(f"{self.path} is no checkpoint of draws; give another path")
        checksum, _, payload = data[len(_MAGIC) :].partition(b"\n")
        if hashlib.sha256(payload).hexdigest().encode() != checksum:
            raise McdaError(f"the checkpoint {self.path} is damaged: its checksum is wrong; delete it and start anew")
        with np.load(io.BytesIO(payload), allow_pickle=False) as held:
            if str(held["fingerprint"]) != self.fingerprint:
                raise McdaError(
                    f"the checkpoint {self.path} belongs to another question, other uncertainties or another seed; "
                    "give another path, or delete it"
                )
            parts: dict[str, dict[str, Any]] = {part: {} for part in _PARTS}
            for key in held.files:
                part, _, name = key.partition(".")
                if name:
                    parts[part][name] = held[key]
            kept = {name: (found,) for name, found in parts["kept"].items()}
            return int(held["done"]), Tally(parts["counts"], parts["sums"], kept)
