"""From pairs to employers: merging one pair after another, the surest first, and never against the rules.

Plain transitive closure lets two wrong links join three employers. Here a link is refused when the cluster it
would make holds two different valid codes, two branches, two records of the register, or a pair that is known
to be apart. What is refused, and what is not sure enough, becomes a proposal for a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class _Group:
    """What a cluster holds that another must not contradict."""

    rows: list[int]
    codes: set[str] = field(default_factory=set)
    branches: set[str] = field(default_factory=set)
    records: int = 0


class Clusters:
    """Disjoint sets of rows that obey the rules above."""

    def __init__(
        self,
        codes: Sequence[str | None],
        branches: Sequence[str | None],
        in_register: Sequence[bool],
        apart: Iterable[tuple[int, int]],
    ) -> None:
        """:param codes: the valid code of each row, or None. :param apart: pairs known not to be one
        employer.
        """
        self._parent = list(range(len(codes)))
        self._codes = codes
        self._branches = branches
        self._in_register = in_register
        self._groups: dict[int, _Group] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def root(self, row: int) -> int:
        """The row that stands for the cluster of `row`."""
        while self._parent[row] != row:
            self._parent[row] = self._parent[self._parent[row]]
            row = self._parent[row]
        return row

    def _group(self, root: int) -> _Group:
        group = self._groups.get(root)
        if group is None:
            code, branch = self._codes[root], self._branches[root]
            group = _Group([root], {code} if code else set(), {branch or ""}, int(self._in_register[root]))
            self._groups[root] = group
        return group

    def members(self, root: int) -> list[int]:
        """Rows of the cluster that `root` stands for."""
        return self._group(root).rows

    def may_join(self, a: int, b: int, *, branch_excused: bool) -> bool:
        """Whether the clusters of two roots may become one.

        :param branch_excused: the link itself explains a difference of branches (one code, or a slip in
            the label).
        """
        left, right = self._group(a), self._group(b)
        if left.records + right.records > 1 or len(left.codes | right.codes) > 1:
            return False
        if not branch_excused and left.branches.isdisjoint(right.branches):
            return False
        small, large = (left, right) if len(left.rows) <= len(right.rows) else (right, left)
        if not any(row in self._apart for row in small.rows):
            return True
        others = set(large.rows)
        return not any(self._apart[row] & others for row in small.rows if row in self._apart)

    def join(self, a: int, b: int) -> int:
        """Makes one cluster of two roots; the earlier row stands for it, a record of the register before
        all.
        """
        left, right = self._group(a), self._group(b)
        keep, gone = (a, b) if (-left.records, a) <= (-right.records, b) else (b, a)
        group, other = self._group(keep), self._groups.pop(gone)
        group.rows.extend(other.rows)
        group.codes |= other.codes
        group.branches |= other.branches
        group.records += other.records
        self._parent[gone] = keep
        return keep

    def may_be_proposed(self, a: int, b: int) -> bool:
        """Whether a person may be asked: only the register's own records are beyond asking here."""
        return self._group(a).records + self._group(b).records <= 1

    def holds_record(self, root: int) -> bool:
        """Whether the cluster holds an employer of the register."""
        return self._group(root).records > 0

    def precedence(self, root: int) -> tuple[int, int, int]:
        """Sorts clusters: the register's first, then the largest, then the earliest."""
        group = self._group(root)
        return (-group.records, -len(group.rows), root)
