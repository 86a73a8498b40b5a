"""Pages and API of a shop: tracking for the customer, the desk for staff, REST for developers.

The kernel knows nothing of them. `tilaus_adapters.web.app.make_app` is the whole site; the routers
of its parts can be mounted into an app of one's own.
"""
