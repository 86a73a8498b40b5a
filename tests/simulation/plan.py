"""What may happen in one history: drawn from its seed, and nothing but data."""

from random import Random

from tilaus.record import record

DAY_S = 86_400.0
SHORT_S = 600.0
"""How long a provider remembers a key that hardly does; another one remembers none at all."""


@record
class Plan:
    """How a history is played. Rates are chances at each boundary or call, 0 to 1.

    Attributes:
        workers, senders: how many there are of those who work, and of those who bring webhooks.
        orders, staff: how many orders are placed, and how often staff do something.
        rush: how likely a customer comes at once, and pays at once.
        targets: how many different targets there are; with few of them items fight for instances.
        sticky: how likely it is that the same actor goes on.
        hesitate: how likely others go on for a while between a decision and its commit.
        lost_nudge: how likely it is that a worker is not told of new work.
        kill, pause: at each boundary.
        outage, outage_s: everybody dies at once, and comes back so much later.
        away: at each call of the store, that it fails; half of the time after it did its work.
        lie: at each call of provider and server. mail_down: at each mail.
        doubled, late: of webhooks.
        down_from_s, down_s: from when and for how long the provider cannot be reached.
        skew_s: how wrong clocks may be, in seconds.
        lifetime_s: how long the provider remembers a key.
        most_faults: in the whole history.
    """

    workers: int
    senders: int
    orders: int
    rush: float
    staff: int
    targets: int
    policy: int
    sticky: float
    hesitate: float
    lost_nudge: float
    kill: float
    pause: float
    outage: float
    away: float
    lie: float
    mail_down: float
    doubled: float
    late: float
    skew_s: float
    down_from_s: float
    most_faults: int
    lifetime_s: float
    down_s: float = DAY_S / 2
    outage_s: float = 1.5 * DAY_S
    downtimes: tuple[float, ...] = (0.5, 20.0, 90.0, 4_000.0)
    pauses: tuple[float, ...] = (5.0, 61.0, 90.0, 700.0, 7_200.0)


def plan(seed: int) -> Plan:
    """Draw how a history is played; the same for the same seed."""
    chance = Random(f"plan {seed}")
    pick = chance.choice
    lifetime_s = pick((DAY_S, DAY_S, SHORT_S, 0.0))
    # Nothing helps who stands still between look and call for longer than a key is remembered.
    pause = pick((0.0, 0.003, 0.01, 0.03)) if lifetime_s == DAY_S else 0.0
    return Plan(
        workers=pick((2, 2, 3)),
        senders=pick((1, 2, 2)),
        orders=pick((1, 2, 2, 3)),
        rush=pick((0.0, 0.9, 0.9)),
        staff=pick((0, 1, 2, 3, 4)),
        targets=pick((1, 1, 1, 2)),
        policy=chance.randrange(6),
        sticky=pick((0.0, 0.5, 0.8, 0.95)),
        hesitate=pick((0.0, 0.2, 0.5)),
        lost_nudge=pick((0.0, 0.3)),
        kill=pick((0.0, 0.003, 0.01, 0.03)),
        pause=pause,
        lifetime_s=lifetime_s,
        outage=pick((0.0, 0.0, 0.01)),
        away=pick((0.0, 0.0, 0.01)),
        lie=pick((0.0, 0.2, 0.4, 0.8)),
        mail_down=pick((0.0, 0.0, 0.3)),
        doubled=pick((0.0, 0.2, 0.6)),
        late=pick((0.0, 0.3, 0.7)),
        skew_s=pick((0.0, 2.0, 100.0)),
        down_from_s=pick((-DAY_S, -DAY_S, -DAY_S, -DAY_S, 0.0, 3.0, 100.0, 1.9 * DAY_S)),
        most_faults=pick((4, 8, 16)),
    )
