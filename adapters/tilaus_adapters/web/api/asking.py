"""What programs send: the models of bodies. Strict: nothing is converted, nothing is left over."""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from tilaus.commands import Line, Tender
from tilaus.order import Charge, Customer
from tilaus.record import record
from tilaus.refunds import RefundLine, RefundRequest

MOST = 2**53 - 1
"""The largest number, as programs in every language can read it (RFC 8259)."""

Text = Annotated[str, Field(max_length=2_000)]
Name = Annotated[str, Field(min_length=1, max_length=500)]
Id = Annotated[str, Field(min_length=1, max_length=200)]
Amount = Annotated[int, Field(ge=0, le=MOST, description="Minor units.")]
Signed = Annotated[int, Field(ge=-MOST, le=MOST, description="Minor units, of any sign.")]
Count = Annotated[int, Field(ge=1, le=MOST)]
Units = Annotated[int, Field(ge=0, le=MOST)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 4217.")]
To = Literal["wallet", "original"]
Machine = Literal["order", "item", "payment", "refund"]


class Strict(BaseModel):
    """A body, or a part of one: unknown fields and values of other types are refused."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True, frozen=True)


class By(Strict):
    """Who acts: a role that the token's scopes allow (`act:ROLE`), and who that is.

    A customer is named by the id that the order has, a guest by the order's mail address: an order
    of anybody else is answered as if it did not exist. Others are named as the shop knows them.
    """

    role: Literal["customer", "guest", "staff", "manager", "processor", "server"]
    id: Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""


class CustomerIn(Strict):
    """Who buys; without an `id` a guest, who has no wallet."""

    email: Annotated[str, Field(min_length=3, max_length=500)]
    id: Annotated[str, Field(max_length=500)] = ""
    name: Annotated[str, Field(max_length=500)] = ""
    language: Annotated[str, Field(max_length=35)] = "en"


class LineIn(Strict):
    """One thing to be bought; amounts are minor units."""

    service: Name
    target: Text
    quantity: Count
    unit_minor: Amount
    discount_minor: Amount = 0
    tax_minor: Amount = 0


class TenderIn(Strict):
    """A way to pay, and how much it pays; without an amount all that is left."""

    method: Name
    base_minor: Amount | None = None


class ChargeIn(Strict):
    """What is paid besides items, such as shipping."""

    id: Id
    kind: Name
    total_minor: Amount


class PlaceIn(Strict):
    """An order to be placed, as the order file has it."""

    currency: Currency
    customer: CustomerIn
    items: Annotated[list[LineIn], Field(min_length=1, max_length=1_000)]
    payments: Annotated[list[TenderIn], Field(min_length=1, max_length=20)]
    charges: Annotated[list[ChargeIn], Field(max_length=100)] = []
    by: Annotated[By | None, Field(description="Who places it; else the customer.")] = None

    def parts(self) -> "Wanted":
        """Return what is bought, by whom, and how it is paid, as the kernel has it."""
        return Wanted(
            Customer(**self.customer.model_dump()),
            tuple(Line(**line.model_dump()) for line in self.items),
            tuple(Tender(**tender.model_dump()) for tender in self.payments),
            tuple(Charge(**charge.model_dump()) for charge in self.charges),
        )


@record
class Wanted:
    """An order that somebody wants to place."""

    customer: Customer
    lines: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    charges: tuple[Charge, ...]


class RefundLineIn(Strict):
    """An item or charge to be refunded: `units`, or an amount, or all that is left of it."""

    id: Id
    kind: Literal["item", "charge"] = "item"
    units: Count | None = None
    amount_minor: Amount | None = None


class RefundIn(Strict):
    """What is to be refunded: some lines, or an amount of the order, or all that is left."""

    lines: Annotated[list[RefundLineIn], Field(max_length=1_000)] = []
    amount_minor: Amount | None = None

    def wanted(self) -> RefundRequest:
        """Return it as the kernel has it."""
        lines = tuple(RefundLine(**line.model_dump()) for line in self.lines)
        return RefundRequest(lines, self.amount_minor)


class TopUpIn(Strict):
    """Money for a wallet, that the customer paid elsewhere, or was given."""

    customer: Annotated[str, Field(min_length=1, max_length=200)]
    amount_minor: Annotated[int, Field(ge=1, le=MOST)]
    currency: Currency
    reason: Annotated[str, Field(max_length=200)] = ""
    by: By
