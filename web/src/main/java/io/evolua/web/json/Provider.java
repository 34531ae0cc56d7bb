package io.evolua.web.json;

import jakarta.json.spi.JsonProvider;

/**
 * The container's JSON provider, looked for once. The methods of {@link jakarta.json.Json} look through the whole class path
 * each time.
 */
public final class Provider {

    /** Makes values, parsers and readers. */
    public static final JsonProvider JSON = JsonProvider.provider();

    private Provider() {}
}
