"""Dispatch adapters: who wakes the workers."""
