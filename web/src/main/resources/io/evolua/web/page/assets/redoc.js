// The search wants a worker made from a string, which the page's policy does not let in.
Redoc.init('/openapi.json', { disableSearch: true, nativeScrollbars: true }, document.getElementById('redoc'));
