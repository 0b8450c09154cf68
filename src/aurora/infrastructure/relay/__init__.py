"""The relay: feeds the event log to projections and policies, each at its own pace."""
