package io.evolua.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.QueryHints;
import org.eclipse.persistence.queries.CursoredStream;
import org.eclipse.persistence.sessions.UnitOfWork;

/**
 * Rows as they come. Jakarta Persistence's own {@code getResultStream} is no help: EclipseLink reads the whole list first.
 * Its cursor needs three hints: the portion that pgjdbc fetches, the portion that it builds objects from itself, and
 * read-only, without which the persistence context would keep every object.
 */
final class EntityCursor {

    private static final int PORTION = 200;

    private EntityCursor() {}

    /**
     * Keeps the transaction's connection with the persistence context from here on. EclipseLink otherwise gives it back
     * after each read until something was written, and whatever is read next beside the cursor would close it.
     */
    static void holdConnection(EntityManager entities) {
        entities.unwrap(UnitOfWork.class).beginEarlyTransaction();
    }

    static <E> Stream<E> open(TypedQuery<E> query) {
        query.setHint(QueryHints.CURSOR, HintValues.TRUE)
                .setHint(QueryHints.CURSOR_INITIAL_SIZE, PORTION)
                .setHint(QueryHints.CURSOR_PAGE_SIZE, PORTION)
                .setHint(QueryHints.JDBC_FETCH_SIZE, PORTION)
                .setHint(QueryHints.READ_ONLY, HintValues.TRUE);
        // A query with a cursor answers with the cursor in place of the one result.
        CursoredStream cursor = (CursoredStream) (Object) query.getSingleResult();
        return StreamSupport.stream(new Rows<E>(cursor), false).onClose(cursor::close);
    }

    private static final class Rows<E> extends Spliterators.AbstractSpliterator<E> {

        private final CursoredStream cursor;
        private int sinceRelease;

        Rows(CursoredStream cursor) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.cursor = cursor;
        }

        @Override
        public boolean tryAdvance(Consumer<? super E> action) {
            if (cursor.atEnd()) {
                return false;
            }
            @SuppressWarnings("unchecked") // the query's type is E
            E entity = (E) cursor.read();
            sinceRelease++;
            if (sinceRelease == PORTION) {
                cursor.releasePrevious();
                sinceRelease = 0;
            }
            action.accept(entity);
            return true;
        }
    }
}
