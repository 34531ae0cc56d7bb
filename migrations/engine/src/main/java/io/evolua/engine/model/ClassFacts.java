package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import java.beans.Introspector;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What class files say beyond the mapping: the order in which attributes are declared, Bean Validation constraints, and
 * whether a class opts out.
 *
 * <p>Class files rather than reflection, because reflection promises no order, and leaves out annotations whose classes
 * are not in the class path without a word.
 */
final class ClassFacts {

    /**
     * @param position in the order of declaration, superclasses first
     * @param notNull {@code @NotNull}, {@code @NotBlank} or {@code @NotEmpty} in the default group
     * @param maxLength {@code @Size(max)} or Hibernate Validator's {@code @Length(max)}; 0 for none
     */
    record Attribute(int position, boolean notNull, int maxLength) {
        static final Attribute UNKNOWN = new Attribute(Integer.MAX_VALUE, false, 0);
    }

    private static final String NOT_NULL = "Ljakarta/validation/constraints/NotNull;";
    private static final String NOT_BLANK = "Ljakarta/validation/constraints/NotBlank;";
    private static final String NOT_EMPTY = "Ljakarta/validation/constraints/NotEmpty;";
    private static final String SIZE = "Ljakarta/validation/constraints/Size;";
    private static final String LENGTH = "Lorg/hibernate/validator/constraints/Length;";

    /** What a class and its superclasses say. */
    private record Facts(Map<String, Attribute> attributes, boolean optOut) {
        static final Facts NONE = new Facts(Map.of(), false);
    }

    private final Map<String, Facts> byClass = new HashMap<>();

    /** The attribute of a class or of its superclasses. */
    Attribute attribute(Class<?> owner, String name) {
        return facts(owner).attributes().getOrDefault(name, Attribute.UNKNOWN);
    }

    /** Whether the class or one that it extends opts out, see {@link OptOut}. */
    boolean optsOut(Class<?> owner) {
        return facts(owner).optOut();
    }

    private Facts facts(@Nullable Class<?> owner) {
        if (owner == null || owner == Object.class) {
            return Facts.NONE;
        }
        Facts known = byClass.get(owner.getName());
        if (known == null) {
            Facts inherited = facts(owner.getSuperclass());
            Members members = new Members(new LinkedHashMap<>(inherited.attributes()));
            read(owner, members);
            known = new Facts(members.attributes, inherited.optOut() || members.optOut);
            byClass.put(owner.getName(), known);
        }
        return known;
    }

    /** Lets a visitor see a class file without its code; nothing if there is none. */
    private static void read(Class<?> owner, ClassVisitor visitor) {
        String resource = owner.getName().replace('.', '/') + ".class";
        ClassLoader loader = owner.getClassLoader();
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            if (in != null) {
                new ClassReader(in.readAllBytes())
                        .accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "The class file of " + owner.getName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static final class Members extends ClassVisitor {
        private final Map<String, Attribute> attributes;
        private boolean optOut;

        Members(Map<String, Attribute> attributes) {
            super(Opcodes.ASM9);
            this.attributes = attributes;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            optOut |= OptOut.isSaidBy(annotation);
            return null;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            if ((access & Opcodes.ACC_STATIC) != 0) {
                return null;
            }
            declare(name);
            return new FieldVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    return constraint(name, annotation);
                }
            };
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            String attribute = property(access, name, descriptor);
            if (attribute.isEmpty()) {
                return null;
            }
            declare(attribute);
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    return constraint(attribute, annotation);
                }
            };
        }

        /** The attribute that a getter reads; empty for other methods. */
        private static String property(int access, String name, String descriptor) {
            int none = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
            if ((access & none) != 0 || !descriptor.startsWith("()") || descriptor.endsWith(")V")) {
                return "";
            }
            if (name.startsWith("get") && name.length() > 3) {
                return Introspector.decapitalize(name.substring(3));
            }
            return name.startsWith("is") && name.length() > 2 && descriptor.endsWith(")Z")
                    ? Introspector.decapitalize(name.substring(2))
                    : "";
        }

        private void declare(String name) {
            attributes.putIfAbsent(name, new Attribute(attributes.size(), false, 0));
        }

        private @Nullable AnnotationVisitor constraint(String attribute, String annotation) {
            return switch (annotation) {
                case NOT_NULL, NOT_BLANK, NOT_EMPTY, SIZE, LENGTH ->
                    new Constraint(attributes, attribute, !annotation.equals(SIZE) && !annotation.equals(LENGTH));
                default -> null;
            };
        }
    }

    /** One constraint; it counts if it belongs to the default group, the one that is checked when nothing is said. */
    private static final class Constraint extends AnnotationVisitor {
        private final Map<String, Attribute> attributes;
        private final String attribute;
        private final boolean notNull;
        private int max;
        private boolean otherGroup;

        Constraint(Map<String, Attribute> attributes, String attribute, boolean notNull) {
            super(Opcodes.ASM9);
            this.attributes = attributes;
            this.attribute = attribute;
            this.notNull = notNull;
        }

        @Override
        public void visit(String name, Object value) {
            if (name.equals("max") && value instanceof Integer limit && limit != Integer.MAX_VALUE) {
                max = limit;
            }
        }

        @Override
        public @Nullable AnnotationVisitor visitArray(String name) {
            if (!name.equals("groups")) {
                return null;
            }
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String element, Object group) {
                    otherGroup |= !group.toString().equals("Ljakarta/validation/groups/Default;");
                }
            };
        }

        @Override
        public void visitEnd() {
            if (!otherGroup) {
                attributes.computeIfPresent(
                        attribute,
                        (name, a) ->
                                new Attribute(a.position(), a.notNull() || notNull, max > 0 ? max : a.maxLength()));
            }
        }
    }
}
