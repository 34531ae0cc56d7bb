package io.evolua.web.input;

import static io.evolua.web.json.Provider.JSON;

import io.evolua.web.problem.Problem;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body once, whatever it is, up to a size that no request of this service comes near. Without a content type it
 * is taken for JSON; with one that is not JSON's it is passed on as text, and refused where an object is expected.
 */
@Provider
public class JsonBodyReader implements MessageBodyReader<JsonBody> {

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == JsonBody.class;
    }

    @Override
    public JsonBody readFrom(
            Class<JsonBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream) {
        byte[] bytes = BoundedBody.read(stream);
        if (bytes.length == 0) {
            return new JsonBody(JsonValue.NULL);
        }
        String text = decode(bytes);
        return new JsonBody(isJson(headers.getFirst(HttpHeaders.CONTENT_TYPE)) ? parse(text) : JSON.createValue(text));
    }

    private static boolean isJson(@Nullable String contentType) {
        String essence = BoundedBody.essence(contentType);
        return essence.isEmpty()
                || essence.equals("application/json")
                || (essence.startsWith("application/") && essence.endsWith("+json"));
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(0, "The body is not UTF-8");
        }
    }

    private static JsonValue parse(String text) {
        JsonValue value;
        long extra;
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            parser.next();
            value = parser.getValue();
            extra = parser.hasNext() ? parser.getLocation().getStreamOffset() : -1;
        } catch (JsonParsingException e) {
            // Parsson counts twice what it had read when the text ended too early.
            long offset = Math.min(e.getLocation().getStreamOffset(), text.length());
            throw invalid(Math.max(0, offset), "Expecting a JSON value");
        } catch (RuntimeException e) {
            // Parsson has no type of its own for what is nested too deep.
            throw invalid(0, "The JSON is beyond the limits of the parser");
        }
        if (extra >= 0) {
            throw invalid(extra, "Extra data");
        }
        return value;
    }

    private static Problem invalid(long offset, String reason) {
        Violations violations = new Violations();
        violations.add(new Violation(
                "json_invalid",
                JSON.createArrayBuilder().add("body").add(offset).build(),
                "JSON decode error",
                JsonValue.EMPTY_JSON_OBJECT,
                JSON.createObjectBuilder().add("error", reason).build()));
        return violations.problem();
    }
}
