"""Lines: an item while it is read, and its variants where they are told apart."""

from dataclasses import dataclass, field

from bangwo.domain.act import Item
from bangwo.language.options import merged


@dataclass(slots=True)
class Line:
    """An item while it is read."""

    name: str
    qty: float | None = None
    unit: str = ""
    options: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    variants: "list[Line]" = field(default_factory=list["Line"])
    sure: bool = True
    loose: bool = False  # 整点, 来些: no count meant
    rest_first: bool = False  # 其中一杯: what is not told apart comes before it

    def items(self) -> list[Item]:
        """The item, or its variants where they were told apart (一杯热的一杯少冰), with those left over."""
        told = sum(each.qty or 1 for each in self.variants)
        if self.variants and self.qty is not None and told < self.qty:
            rest = Line("", self.qty - told, self.unit)
            self.variants = [rest, *self.variants] if self.rest_first else [*self.variants, rest]
            told = self.qty
        if self.variants and (self.qty is None or self.qty == told):
            return [
                Item(
                    self.name,
                    each.qty,
                    each.unit or self.unit,
                    merged(self.options, each.options),
                    self.without + each.without,
                )
                for each in self.variants
            ]
        return [Item(self.name, self.qty, self.unit, self.options, self.without)]
