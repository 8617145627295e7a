"""Writes fsrs.json: histories of answers and what the reference implementation of FSRS-6 makes of them.

pip install fsrs==6.3.2
python make-fsrs.py > fsrs.json
"""

import json
import random
from datetime import datetime, timedelta, timezone

from fsrs import Card, Rating, Scheduler

scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
start = datetime(2026, 1, 1, tzinfo=timezone.utc)
numbers = random.Random(2012)


def history(steps):
    card, now, answers = Card(), start, []
    for seconds, rating in steps:
        now += timedelta(seconds=seconds)
        card, _ = scheduler.review_card(card, Rating(rating), now)
        answers.append(
            {
                "seconds": seconds,
                "recall": rating,
                "stability": card.stability,
                "difficulty": card.difficulty,
                "interval": (card.due - now).days,
                "retrievability": scheduler.get_card_retrievability(card, now + timedelta(days=7)),
            }
        )
    return answers


cases = [[(0, rating)] for rating in (1, 2, 3, 4)]
cases += [[(0, a), (600, b), (86400, c)] for a in (1, 3) for b in (1, 2, 3, 4) for c in (1, 3)]
for _ in range(40):
    gaps = [numbers.choice([60, 3600, 86399, 86400, 90000, 3 * 86400, 20 * 86400, 400 * 86400]) for _ in range(8)]
    cases.append([(gap, numbers.choice([1, 2, 3, 3, 3, 4])) for gap in gaps])
print(json.dumps([history(case) for case in cases], indent=0))
