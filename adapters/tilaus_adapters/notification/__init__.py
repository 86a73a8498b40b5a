"""Notification adapters: the channels by which customers and staff are told things."""
