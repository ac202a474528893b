"""What is a library? Its settings and its papers, in the order the user put them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mllmtune.model.paper import Paper


class Settings(BaseModel):
    """The ``[library]`` table at the head of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Library settings")

    schema_number: Literal[1] = Field(1, alias="schema", description="version of this file format")
    title: Annotated[str, StringConstraints(strict=True)] | None = Field(None, description="what the library is called")
    files: Annotated[str, StringConstraints(strict=True, min_length=1)] | None = Field(
        None, description="folder beside the library in which attached files are kept"
    )
    preamble: tuple[Annotated[str, StringConstraints(strict=True, min_length=1)], ...] = Field(
        (), description="TeX that the bibliography needs, an @preamble each; written at the head of .bib files"
    )


class Library(BaseModel):
    """A whole library file."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="mllmtune library")

    library: Settings = Field(default_factory=lambda: Settings(schema=1))
    papers: tuple[Paper, ...] = ()


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a library file, for editors that complete and check TOML."""
    schema = Library.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
