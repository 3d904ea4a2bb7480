"""Two merged rows, looked at from the day on which somebody wants to tell them apart."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.merging.edits import EditSince, edits_since
from crmr_desk.model.network.merging.history import Later, Merge, other_merges
from crmr_desk.model.network.merging.rows import Edit, Kind, Side, Since, Stays, UnmergePlan
from crmr_desk.model.network.merging.subjects import names, subject
from crmr_desk.model.network.merging.uses import told
from crmr_desk.model.network.merging.words import value_words
from crmr_desk.model.store.cell_undo import CellUndo, Kept, Why, plan_cells
from crmr_desk.model.store.details import shown
from crmr_desk.model.store.inverse import rows_now
from crmr_desk.model.store.names import Row, names_of, target_of
from crmr_desk.model.store.references import ANSWERED_HOSPITALS, MERGED_INTO, Reference, references_to
from crmr_desk.model.store.row_changes import UPDATE, RowChange
from crmr_desk.model.store.schema import SEATS, Base, Dossier, FormerValue
from crmr_desk.model.store.words import field_name, quoted

_DOSSIER, _ANSWERS = Dossier.__tablename__, "answers"


class Apart:
    """What goes back, what stays, what is to be shared. ``came`` are references to the kept row that came since, and
    ``edits`` its fields that were changed since, by their keys; ``cells`` is what goes back by itself, beside the
    ``answers`` of dossiers of which other answers were changed meanwhile."""

    def __init__(self, session: Session, kind: Kind, double_id: int) -> None:
        self.session = session
        self.merge = Merge(session, kind, double_id)
        self.others = other_merges(session, self.merge)
        self._refuse_out_of_order()
        self.cells: CellUndo = plan_cells(session, self.merge.operation.id)
        self.edits: dict[str, EditSince] = {f"edit:{each.field}": each for each in edits_since(session, self.merge)}
        self.answers = list(self._answers_to_give_back())
        self.back = [reference for reference in self._moved() if self._goes_back(reference)]
        self.came = {_key(reference): reference for reference in self._came_since()}
        self._seats = self._seats_given_back()

    def proposed(self, reference: Reference) -> Side:
        """To whom something that came since belongs, if one may judge by the seat it is about: what follows a mandate
        of the double is the double's."""
        about = self._places([reference])
        return Side.DOUBLE if about & self._seats else Side.KEPT

    def told(self) -> UnmergePlan:
        """In words."""
        merge = self.merge
        called = names(self.session, merge.kind, (merge.kept_id, merge.double_id))
        kept_name = called[merge.kept_id]
        came = told(self.session, self.came.values(), kept_name)
        by_row = {(used.table, used.row_id): used for used in came}
        return UnmergePlan(
            kind=merge.kind,
            kept_id=merge.kept_id,
            double_id=merge.double_id,
            kept_name=kept_name,
            double_name=called[merge.double_id],
            merged_at=merge.operation.at,
            merged_by=merge.operation.who,
            back=tuple(told(self.session, self.back, kept_name)),
            restored=tuple(self._restored()),
            stays=tuple(self._stays(kept_name)),
            since=tuple(Since(key, by_row[each.row], self.proposed(each)) for key, each in self.came.items()),
            edits=tuple(self._edit(key, each) for key, each in self.edits.items()),
        )

    def _refuse_out_of_order(self) -> None:
        merge = self.merge
        above = subject(self.session, merge.kind, merge.kept_id).merged_into_id
        if above is not None:
            called = names(self.session, merge.kind, (merge.kept_id, above))
            raise UserError(
                f"{quoted(called[merge.kept_id])} a été fusionné depuis avec {quoted(called[above])}\u00a0: "
                "séparez d’abord ces deux-là."
            )
        own = set((merge.fields.after or {}) if merge.fields is not None else ())
        for other in self.others:
            if other.fields is not None and own & set(other.fields.after or {}):
                called = names(self.session, merge.kind, (merge.kept_id, other.double_id))
                raise UserError(
                    f"Une fusion plus récente a écrit les mêmes champs\u00a0: séparez d’abord "
                    f"{quoted(called[other.double_id])} de {quoted(called[merge.kept_id])}."
                )

    def _moved(self) -> Iterator[Reference]:
        """What the merge moved from the double to the kept row."""
        for row, change in self.merge.changes.items():
            for field in change.after or {}:
                if row in (self.merge.kept, (self.merge.kind.value, self.merge.double_id)):
                    continue
                if field != _ANSWERS:
                    yield Reference(row, field)
                else:
                    yield from (Reference(row, field, path) for path in self._moved_paths(change))

    def _moved_paths(self, change: RowChange) -> Iterator[str]:
        before, after = (change.before or {})[_ANSWERS], (change.after or {})[_ANSWERS]
        yield from (path for path in ANSWERED_HOSPITALS if before.get(path) != after.get(path))

    def _goes_back(self, reference: Reference) -> bool:
        if reference in self.answers:
            return True
        return any(
            (step.table, step.row_id) == reference.row and reference.field in (step.after or {})
            for step in self.cells.steps
        )

    def _answers_to_give_back(self) -> Iterator[Reference]:
        """Of a dossier whose other answers were changed, those that still name the kept row."""
        changed = [each.row for each in self.cells.kept if each.field == _ANSWERS and each.why is Why.CHANGED]
        for row in changed:
            answers = self.session.get_one(Dossier, row[1]).answers
            for path in self._moved_paths(self.merge.changes[row]):
                if answers.get(path) == self.merge.kept_id:
                    yield Reference(row, _ANSWERS, path)

    def _came_since(self) -> Iterator[Reference]:
        known = set(self.back) | {place for other in self.others for place in _written(other)}
        references = [each for each in references_to(self.session, self.merge.kept) if each not in known]
        later = Later(self.session, self.merge.operation.id, [each.row for each in references])
        for reference in references:
            if not later.named_then(reference, self.merge.kept_id):
                yield reference

    def _seats_given_back(self) -> set[Row]:
        return self._places(self.back)

    def _places(self, references: list[Reference]) -> set[Row]:
        """The seats and centres that the rows of ``references`` are about."""
        rows = [each.row for each in references]
        now = rows_now(self.session, (RowChange(table, row_id, UPDATE, None, None) for table, row_id in rows))
        places: set[Row] = set()
        for row in rows:
            fields = now.get(row, {})
            if row[0] == FormerValue.__tablename__:
                places.add((fields["table_name"], fields["row_id"]))
            elif row[0] in Base.metadata.tables:
                places |= {(column, fields[column]) for column in SEATS.values() if fields.get(column) is not None}
                places.add(row)
        return places

    def _restored(self) -> Iterator[str]:
        kind = self.merge.kind
        for step in self.cells.steps:
            if (step.table, step.row_id) == self.merge.kept:
                for field, value in (step.before or {}).items():
                    words = value_words(kind, field, value) or "vide"
                    yield f"{field_name(kind.value, field)}\u00a0: {words}"

    def _stays(self, kept_name: str) -> Iterator[Stays]:
        own = (self.merge.kept, (self.merge.kind.value, self.merge.double_id))
        given_back = {each.row for each in self.answers}
        kept = [each for each in self.cells.kept if each.row not in own and each.row not in given_back]
        for each in kept:
            reference = Reference(each.row, each.field or next(iter(self.merge.changes[each.row].after or {}), ""))
            yield Stays(told(self.session, [reference], kept_name)[0], self._why(each))

    def _why(self, kept: Kept) -> str:
        if not kept.field:
            return "supprimé depuis"
        target = target_of(kept.row[0], kept.field)
        called = names_of(self.session, [(target, kept.now)] if target and kept.now is not None else [], {})
        return f"changé depuis\u00a0: {shown(kept.row[0], kept.field, kept.now, called)}"

    def _edit(self, key: str, edit: EditSince) -> Edit:
        kind = self.merge.kind
        return Edit(
            key=key,
            field=edit.field,
            label=field_name(kind.value, edit.field),
            then_text=value_words(kind, edit.field, edit.then),
            now_text=value_words(kind, edit.field, edit.now),
            double_text=value_words(kind, edit.field, edit.double),
        )


def _written(merge: Merge) -> Iterator[Reference]:
    """What another merge moved: it goes with its own double."""
    for row, change in merge.changes.items():
        for field in change.after or {}:
            if field not in (MERGED_INTO, _ANSWERS):
                yield Reference(row, field)
            elif field == _ANSWERS:
                yield from (Reference(row, field, path) for path in ANSWERED_HOSPITALS)


def _key(reference: Reference) -> str:
    (table, row_id), field, path = reference
    return ":".join(part for part in (table, str(row_id), field, path) if part)
