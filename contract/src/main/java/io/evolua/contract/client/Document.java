package io.evolua.contract.client;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document, held against what really happens: each answer must be one that it describes, with its headers and
 * a body that fits the schema, and whatever was accepted must be a body that it allows.
 */
public final class Document {

    static final Document NONE = new Document(JsonValue.EMPTY_JSON_OBJECT, "{}");

    private static final String ADDRESS = "https://evolua.example/openapi.json";

    /** The schema of such a body is that of each line. */
    private static final String LINES = "application/x-ndjson";

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonObject root;
    private final SchemaRegistry schemas;
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    private Document(JsonObject root, String text) {
        this.root = root;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ADDRESS, text))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    static Document of(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return new Document(reader.readObject(), text);
        }
    }

    /** A request and its answer. */
    record Exchange(String method, String path, @Nullable String body, Answer answer) {

        @Override
        public String toString() {
            return method + " " + path + " → " + answer.status() + " " + answer.body();
        }
    }

    /** All operations and answers that the document promises, as in {@code GET /users/ 200}. */
    public Set<String> promised() {
        Set<String> promised = new TreeSet<>();
        root.getJsonObject("paths").forEach((path, item) -> item.asJsonObject().forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                operation
                        .asJsonObject()
                        .getJsonObject("responses")
                        .keySet()
                        .forEach(status -> promised.add(name(method, path, status)));
            }
        }));
        return promised;
    }

    /** What of it was seen so far. */
    public Set<String> seen() {
        return Set.copyOf(seen);
    }

    /** The document itself. */
    public JsonObject root() {
        return root;
    }

    /** @throws AssertionError when the document says otherwise */
    void check(Exchange exchange) {
        String method = exchange.method().toLowerCase(Locale.ROOT);
        Optional<String> path = template(exchange.path());
        Optional<Pointer> operation = path.map(
                        template -> Pointer.ROOT.to("paths").to(template).to(method))
                .filter(pointer -> METHODS.contains(method) && pointer.in(root).isPresent());
        if (operation.isEmpty()) {
            refused(exchange, path.isPresent());
            return;
        }
        String status = Integer.toString(exchange.answer().status());
        seen.add(name(method, path.orElseThrow(), status));
        Pointer response = resolve(operation.get().to("responses").to(status), exchange);
        checkHeaders(response, exchange);
        checkBody(response, exchange);
        if (status.startsWith("2")) {
            checkRequest(operation.get(), exchange);
        }
    }

    private static String name(String method, String path, String status) {
        return method.toUpperCase(Locale.ROOT) + " " + path + " " + status;
    }

    /** What the document does not know, the service does not do. */
    private void refused(Exchange exchange, boolean pathIsKnown) {
        if (root.isEmpty() || Set.of("HEAD", "OPTIONS").contains(exchange.method())) {
            return;
        }
        if (pathIsKnown && exchange.answer().status() != 405) {
            throw new AssertionError("not in the document: " + exchange);
        }
    }

    private void checkHeaders(Pointer response, Exchange exchange) {
        Pointer headers = response.to("headers");
        headers.in(root)
                .map(JsonValue::asJsonObject)
                .ifPresent(described -> described.keySet().forEach(name -> {
                    Pointer header = resolve(headers.to(name), exchange);
                    Optional<String> value = exchange.answer().header(name);
                    if (value.isPresent()) {
                        validate(
                                header.to("schema"),
                                Json.createValue(value.get()).toString(),
                                exchange);
                    } else if (header.object(root).getBoolean("required", false)) {
                        throw new AssertionError(name + " is missing: " + exchange);
                    }
                }));
    }

    private void checkBody(Pointer response, Exchange exchange) {
        Optional<JsonObject> content = response.to("content").in(root).map(JsonValue::asJsonObject);
        if (content.isEmpty()) {
            if (!exchange.answer().body().isEmpty()) {
                throw new AssertionError("the document knows no body: " + exchange);
            }
            return;
        }
        String type = exchange.answer()
                .header("Content-Type")
                .map(value -> value.split(";", 2)[0].strip())
                .orElse("");
        if (!content.get().containsKey(type)) {
            throw new AssertionError("the document does not know the type " + type + ": " + exchange);
        }
        Pointer schema = response.to("content").to(type).to("schema");
        if (type.equals(LINES)) {
            exchange.answer().body().lines().forEach(line -> validate(schema, line, exchange));
        } else if (type.endsWith("json")) {
            validate(schema, exchange.answer().body(), exchange);
        }
    }

    private void checkRequest(Pointer operation, Exchange exchange) {
        Pointer schema =
                operation.to("requestBody").to("content").to("application/json").to("schema");
        if (schema.in(root).isPresent() && exchange.body() != null) {
            validate(schema, exchange.body(), exchange);
        }
    }

    private void validate(Pointer schema, String json, Exchange exchange) {
        List<Error> errors = new ArrayList<>(schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + schema.fragment()))
                .validate(json, InputFormat.JSON));
        if (!errors.isEmpty()) {
            throw new AssertionError("not as the document says, " + errors + ": " + exchange);
        }
    }

    private Pointer resolve(Pointer pointer, Exchange exchange) {
        JsonObject found = pointer.in(root)
                .map(JsonValue::asJsonObject)
                .orElseThrow(() -> new AssertionError("the document does not know this answer: " + exchange));
        return found.get("$ref") instanceof JsonString reference ? Pointer.of(reference.getString()) : pointer;
    }

    /** The path as the document writes it; a slash at the end does not count. */
    private Optional<String> template(String path) {
        if (root.isEmpty()) {
            return Optional.empty();
        }
        String bare = withoutSlash(path.split("[?]", 2)[0]);
        return root.getJsonObject("paths").keySet().stream()
                .filter(template ->
                        bare.matches(withoutSlash(template).replace(".", "\\.").replaceAll("\\{[^}]*}", "[^/]+")))
                .min((left, right) -> Boolean.compare(left.contains("{"), right.contains("{")));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
