"""What a shop is and how it does: figures, machines, and the rules that customers may know."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import JSONResponse, Response

from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import MACHINES
from tilaus.policy import Policy
from tilaus_adapters.web.api.answers import FiguresDoc, MachineDoc, MachineList, PolicyDoc
from tilaus_adapters.web.api.calling import TokenRoute, may
from tilaus_adapters.web.api.describing import READ, answers
from tilaus_adapters.web.api.problems import Problem
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(route_class=TokenRoute, tags=["shop"])


@router.get(
    "/figures",
    response_class=JSONResponse,
    responses=answers(FiguresDoc, *READ),
    dependencies=[Depends(may("read"))],
)
def figures(
    request: Request,
    days: Annotated[int, Query(ge=1, le=366, description="How far back, in days.")] = 30,
) -> Response:
    """Count orders, items, payments and refunds by state, and what came in the last days."""
    shop = site_of(request).shop
    since = shop.clock() - timedelta(days=days)
    placed = shop.store.placed_per_day(since)
    reasons = shop.store.refunds_per_reason(since)
    doc = {
        "counts": {machine: dict(found) for machine, found in shop.store.counts().items()},
        "placed_per_day": [{"day": d.day.isoformat(), "orders": d.orders} for d in placed],
        "refunds_per_reason": [
            {"reason": r.reason, "currency": r.currency, "refunds": r.refunds, "minor": r.minor}
            for r in reasons
        ],
    }
    return JSONResponse(doc)


@router.get("/machines", response_class=JSONResponse, responses=answers(MachineList, *READ))
def machines(request: Request) -> Response:
    """Show the lifecycles of orders, items, payments and refunds. Any token may."""
    policy = site_of(request).shop.policy
    found = [_machine(policy, name) for name in MACHINES]
    return JSONResponse({"fingerprint": policy.lifecycles.fingerprint, "machines": found})


@router.get(
    "/machines/{name}", response_class=JSONResponse, responses=answers(MachineDoc, 404, *READ)
)
def machine(
    request: Request,
    name: Annotated[str, Path(max_length=60, examples=["order"])],
) -> Response:
    """Show one lifecycle: order, item, payment or refund. Any token may."""
    if name not in MACHINES:
        known = ", ".join(MACHINES)
        raise Problem("unknown_machine", f"there is no machine of that name; there are {known}")
    return JSONResponse(_machine(site_of(request).shop.policy, name))


def _machine(policy: Policy, name: str) -> dict[str, Any]:
    table: Lifecycle = policy.lifecycles[name]
    return {
        "name": name,
        "states": [
            {"name": s.name, "kind": s.kind, "label": s.label, "note": s.note}
            for s in table.states.values()
        ],
        "transitions": [
            {
                "trigger": row.trigger,
                "source": row.source,
                "target": row.target,
                "guard": row.guard.text,
                "by": sorted(policy.roles_of(name, row)),
                "automatic": None if row.automatic is None else row.automatic.text,
                "effects": list(row.effects),
                "reopens": row.reopens,
                "note": row.note,
            }
            for row in table.transitions
        ],
        "messages": dict(table.messages),
        "answers": [
            {"state": a.state, "message": a.message, "answer": a.answer, "note": a.note}
            for a in table.answers.values()
        ],
    }


@router.get("/policy", response_class=JSONResponse, responses=answers(PolicyDoc, *READ))
def policy(request: Request) -> Response:
    """Show the rules that customers may know: ways to pay, refunds, services. Any token may."""
    site = site_of(request)
    return JSONResponse({**_policy(site.shop.policy), "languages": sorted(site.languages.codes)})


def _policy(policy: Policy) -> dict[str, Any]:
    house = policy.house
    return {
        "currency": policy.currency,
        "house": {
            name: getattr(house, name)
            for name in ("name", "url", "chat", "messenger", "phone", "time_zone")
        },
        "methods": [
            {
                "name": m.name,
                "fee_bps": m.fee_bps,
                "fee_minor": m.fee_minor,
                "expires_hours": m.expires_hours,
            }
            for m in policy.methods
        ],
        "refund_rules": [
            {
                "paid_with": r.paid_with,
                "to": r.to,
                "returns_fee": r.returns_fee,
                "bank_days": r.bank_days,
                "registered_only": r.registered_only,
            }
            for r in policy.refund_rules
        ],
        "services": [
            {"name": s.name, "target": s.target, "hosts": list(s.hosts), "hint": s.hint}
            for s in policy.services
        ],
        "silence_days": policy.silence_days,
        "silence_registered": policy.silence_registered,
        "tracking_days": policy.tracking_days,
    }
