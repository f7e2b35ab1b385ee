"""Exports the JSON schemas that study files name in their first line, so that an editor completes and checks them."""

import json
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from mcda.study.models import BranchModel, ChangeModel, CriterionModel, File, OptionModel, ProfileModel, StudyModel
from mcda.study.models_evidence import GapsModel, LedgerModel, StatementsModel
from mcda.study.models_portfolio import PortfolioModel

SCHEMAS: dict[str, type[File]] = {
    "study": StudyModel,
    "branch": BranchModel,
    "criterion": CriterionModel,
    "weights": ProfileModel,
    "option": OptionModel,
    "change": ChangeModel,
    "statements": StatementsModel,
    "ledger": LedgerModel,
    "gaps": GapsModel,
    "portfolio": PortfolioModel,
}


class _Plain(GenerateJsonSchema):
    """JSON Schema without the defaults, which an editor does not need and fractions cannot show."""

    def default_schema(self, schema: dict[str, object]) -> JsonSchemaValue:  # type: ignore[override]  # a looser type
        return self.generate_inner(schema["schema"])  # type: ignore[arg-type]  # the schema wrapped by its default

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Describe a mapping by id, and let an editor mark a key that is no id."""
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made


def schema_text(name: str) -> str:
    """Return one schema as the text of its file."""
    schema = SCHEMAS[name].model_json_schema(schema_generator=_Plain)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def schema_line(file: str, schema: str) -> str:
    """Return the first line of a study file.

    >>> schema_line("criteria/economic/growth.yaml", "criterion")
    '# yaml-language-server: $schema=../../schemas/criterion.schema.json'
    """
    up = "../" * file.count("/")
    return f"# yaml-language-server: $schema={up}schemas/{schema}.schema.json"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into a folder and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in SCHEMAS:
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8")
        written.append(path)
    return written
