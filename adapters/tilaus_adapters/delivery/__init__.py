"""Delivery adapters: the servers that take items and deliver them."""
