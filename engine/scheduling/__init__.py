"""What starts by schedule: one task for each nominal time, exactly once (docs/decisions/0024).

timetable   which times a schedule has, and which of them are due
marks       how far a schedule has been attended to, as a setting
starting    the starts themselves, each with its mark in one transaction
pauses      a schedule is paused and goes on
"""
