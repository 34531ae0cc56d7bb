package io.evolua.web.input;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads a form once, up to a bounded size. Of a field given twice, the last counts. */
@Provider
public class FormBodyReader implements MessageBodyReader<FormBody> {

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == FormBody.class;
    }

    @Override
    public FormBody readFrom(
            Class<FormBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream) {
        byte[] bytes = BoundedBody.read(stream);
        Map<String, String> fields = new HashMap<>();
        if (BoundedBody.essence(headers.getFirst(HttpHeaders.CONTENT_TYPE))
                .equals(MediaType.APPLICATION_FORM_URLENCODED)) {
            for (String pair : new String(bytes, StandardCharsets.UTF_8).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return new FormBody(fields);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that escapes nothing stands for itself.
            return text;
        }
    }
}
