"""An import contract: packages import what is allowed, and nothing else."""

from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.imports import Module


class PureContract(Contract):
    type_name = "pure"

    source_modules = fields.ListField(subfield=fields.ModuleField())
    allowed = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        allowed = cast("set[str]", self.allowed)
        found = sorted(
            (importer, imported)
            for package in cast("list[Module]", self.source_modules)
            for importer in {package.name, *graph.find_descendants(package.name)}
            for imported in graph.find_modules_directly_imported_by(importer)
            if imported.split(".")[0] not in allowed
        )
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["found"]:
            output.print_error(f"{importer} -> {imported}")
