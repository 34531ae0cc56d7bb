package io.evolua.engine.change;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Records of records, texts, numbers, enums, optionals, lists and sorted collections, as bytes and back. */
final class RecordCodec {

    private RecordCodec() {}

    static byte[] encode(Record value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes), value);
        return bytes.toByteArray();
    }

    static Object decode(byte[] bytes) throws IOException {
        return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        if (value instanceof String text) {
            out.writeByte('s');
            writeText(out, text);
        } else if (value instanceof Boolean flag) {
            out.writeByte('b');
            out.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            out.writeByte('i');
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte('l');
            out.writeLong(number);
        } else if (value instanceof Enum<?> constant) {
            out.writeByte('e');
            writeText(out, constant.getDeclaringClass().getName());
            writeText(out, constant.name());
        } else if (value instanceof Optional<?> optional) {
            out.writeByte('o');
            writeAll(out, optional.stream().toList());
        } else if (value instanceof List<?> list) {
            out.writeByte('L');
            writeAll(out, list);
        } else if (value instanceof SortedSet<?> set) {
            out.writeByte('S');
            writeAll(out, new ArrayList<>(set));
        } else if (value instanceof SortedMap<?, ?> map) {
            out.writeByte('M');
            writeAll(out, new ArrayList<>(map.keySet()));
            writeAll(out, new ArrayList<>(map.values()));
        } else if (value instanceof Record whole) {
            out.writeByte('r');
            writeText(out, whole.getClass().getName());
            writeAll(out, components(whole));
        } else {
            throw new IllegalArgumentException("cannot be kept: " + value.getClass());
        }
    }

    private static void writeAll(DataOutputStream out, List<?> values) throws IOException {
        out.writeInt(values.size());
        for (Object value : values) {
            write(out, value);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static List<Object> components(Record whole) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : whole.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            try {
                values.add(accessor.invoke(whole));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        return values;
    }

    private static Object read(DataInputStream in) throws IOException {
        char kind = (char) in.readByte();
        return switch (kind) {
            case 's' -> readText(in);
            case 'b' -> in.readBoolean();
            case 'i' -> in.readInt();
            case 'l' -> in.readLong();
            case 'e' -> constant(readText(in), readText(in));
            case 'o' -> readAll(in).stream().findFirst();
            case 'L' -> readAll(in);
            case 'S' -> new TreeSet<>(readAll(in));
            case 'M' -> map(readAll(in), readAll(in));
            case 'r' -> record(readText(in), readAll(in));
            default -> throw new IOException("not written by this class: " + kind);
        };
    }

    private static List<Object> readAll(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<Object> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(read(in));
        }
        return values;
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static Map<Object, Object> map(List<Object> keys, List<Object> values) {
        Map<Object, Object> map = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
        }
        return map;
    }

    private static Object constant(String type, String name) throws IOException {
        return Arrays.stream(classOf(type).getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " in " + type));
    }

    private static Object record(String type, List<Object> components) throws IOException {
        Class<?> kind = classOf(type);
        Class<?>[] types = Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = kind.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(components.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    private static Class<?> classOf(String name) throws IOException {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }
}
