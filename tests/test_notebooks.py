"""Every notebook is stored without outputs and runs from top to bottom."""

import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_there_is_a_notebook_to_begin_with():
    assert "01_read_and_rank" in [path.stem for path in NOTEBOOKS]


@every_notebook
def test_a_notebook_is_stored_without_outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]

    assert [cell["source"] for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []
    assert len(cells) < 50


@pytest.mark.slow
@every_notebook
# The kernel's own machinery warns of sockets and event loops; what the cells print is what is tested.
@pytest.mark.filterwarnings("ignore")
def test_a_notebook_runs_from_top_to_bottom(path, tmp_path):
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    before = json.dumps(notebook)

    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()

    shown = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
    assert len(shown) > 10
    assert not [o for cell in shown for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]
    assert json.dumps(nbformat.read(path, as_version=4)) == before
