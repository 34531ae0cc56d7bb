package io.evolua.engine.model;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Whether an entity says that its tables are not the engine's business: by an annotation whose simple name is {@code
 * SkipAutogenerate}, of whatever package, on its class or on one that it extends. It is read from the class file, so that
 * the annotation needs neither a retention at run time nor the engine in the class path.
 */
final class OptOut {

    private static final String NAME = "SkipAutogenerate";

    private OptOut() {}

    static boolean isSaidBy(@Nullable Class<?> entity) {
        for (@Nullable Class<?> c = entity; c != null && c != Object.class; c = c.getSuperclass()) {
            Annotations annotations = new Annotations();
            ClassFacts.read(c, annotations);
            if (annotations.found) {
                return true;
            }
        }
        return false;
    }

    private static final class Annotations extends ClassVisitor {
        private boolean found;

        Annotations() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            int start = Math.max(descriptor.lastIndexOf('/'), descriptor.lastIndexOf('$'));
            found |= descriptor.substring(Math.max(start, 0) + 1).equals(NAME + ";");
            return null;
        }
    }
}
