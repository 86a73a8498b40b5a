"""The API for programs, below `/api/v1`: commands and queries of a shop, as JSON over HTTP.

    from tilaus_adapters.web.api.routes import router

    app.state.site = site
    app.include_router(router)

The truth about it is its OpenAPI document: `/api/v1/openapi.json`, or `tilaus export openapi`.
"""
