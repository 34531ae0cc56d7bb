package io.evolua.engine.model;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Fits a class that was compiled against EclipseLink 4 to EclipseLink 5. Of what this package calls, they differ in one
 * thing: getters that returned a {@code Vector} return a {@code List}.
 */
final class ListsForVectors extends ClassVisitor {

    private static final String ECLIPSELINK = "org/eclipse/persistence/";
    private static final String VECTOR = "java/util/Vector";
    private static final String LIST = "java/util/List";

    private ListsForVectors(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    static byte[] in(byte[] compiled) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(compiled).accept(new ListsForVectors(writer), 0);
        return writer.toByteArray();
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions));
    }

    private static final class Calls extends MethodVisitor {
        Calls(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.startsWith(ECLIPSELINK)) {
                String fitted = descriptor.replace(")L" + VECTOR + ";", ")L" + LIST + ";");
                super.visitMethodInsn(opcode, owner, name, fitted, isInterface);
            } else if (owner.equals(VECTOR) && opcode == Opcodes.INVOKEVIRTUAL) {
                super.visitMethodInsn(Opcodes.INVOKEINTERFACE, LIST, name, descriptor, true);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }
    }
}
