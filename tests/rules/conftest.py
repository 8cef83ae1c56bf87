"""Stands here so that the tests of several rooms can import what lies beside it (``minute_oracle``)."""
