package io.evolua.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files that pages consist of, each with an address that changes with its content. */
enum Asset {
    STYLE("evolua.css"),
    ICON("icon.svg"),
    SWAGGER_STYLE("swagger-ui.css"),
    SWAGGER_SCRIPT("swagger-ui-bundle.js"),
    DOCS_SCRIPT("docs.js"),
    REDOC_SCRIPT("redoc.standalone.js"),
    REDOC_START("redoc.js");

    private static final int DIGITS = 16;
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml");

    /** Found out when a page first names the file: the start of the service does not wait for it. */
    private static final Map<Asset, String> DIGESTS = new ConcurrentHashMap<>();

    private final String file;

    Asset(String file) {
        this.file = file;
    }

    static Optional<Asset> find(String digest, String file) {
        return Arrays.stream(values())
                .filter(asset -> asset.file.equals(file) && asset.digest().equals(digest))
                .findFirst();
    }

    String type() {
        return TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
    }

    /** Where it is, seen from the service's root. */
    String path() {
        return "/assets/" + digest() + "/" + file;
    }

    InputStream open() {
        InputStream stream = Asset.class.getResourceAsStream("assets/" + file);
        if (stream == null) {
            throw new IllegalStateException(file + " is missing: this WAR was not made by the project's build");
        }
        return stream;
    }

    private String digest() {
        return DIGESTS.computeIfAbsent(this, Asset::compute);
    }

    private static String compute(Asset asset) {
        try (InputStream stream = asset.open()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes());
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
