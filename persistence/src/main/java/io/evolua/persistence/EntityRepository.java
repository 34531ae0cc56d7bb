package io.evolua.persistence;

import jakarta.annotation.Resource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceProperty;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entities of one class as a collection that lives in the database. Works on the entity manager of the caller's
 * transaction: what it returns is managed there, and changes to it are written at the end without another call.
 *
 * <p>To read with one statement needs no transaction: the database answers it from one snapshot anyway, and the way to begin
 * and to end one is saved. What is returned then is nobody's, and changes to it are not written.
 *
 * @param <E> the entity, whose key is the attribute {@code id}
 * @param <K> its key
 */
public abstract class EntityRepository<E, K> {

    private final Class<E> type;

    @PersistenceContext(unitName = "evolua")
    @SuppressWarnings("NullAway.Init") // set by the container, which offers entity managers to fields only
    private EntityManager entities;

    /** Takes a connection for a statement, and not for as long as it lives: without a transaction nothing ends it. */
    @PersistenceContext(
            unitName = "evolua",
            properties =
                    @PersistenceProperty(name = "eclipselink.jdbc.exclusive-connection.mode", value = "Transactional"))
    @SuppressWarnings("NullAway.Init") // set by the container
    private EntityManager reading;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    @SuppressWarnings("NullAway.Init") // set by the container
    private TransactionSynchronizationRegistry transactions;

    EntityRepository(Class<E> type) {
        this.type = type;
    }

    /** The entity with the key. */
    public Optional<E> find(K key) {
        return Optional.ofNullable(entities().find(type, key));
    }

    /** The entity with the key, which nobody else changes from here to the end of the transaction. */
    public Optional<E> lock(K key) {
        return Optional.ofNullable(entities.find(type, key, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Stands for the entity with the key, in a relationship of another one; it is not read. */
    public E reference(K key) {
        return entities.getReference(type, key);
    }

    /**
     * The one entity that fulfils the condition.
     *
     * @throws NonUniqueResultException when there are several
     */
    public Optional<E> one(Condition<E> condition) {
        List<E> found = query(condition).setMaxResults(2).getResultList();
        if (found.size() > 1) {
            throw new NonUniqueResultException("more than one " + type.getSimpleName() + " fulfils the condition");
        }
        return found.stream().findFirst();
    }

    /** Whether any entity fulfils the condition. */
    public boolean any(Condition<E> condition) {
        return !query(condition).setMaxResults(1).getResultList().isEmpty();
    }

    /** The entities that fulfil the condition: the given part of their list in the order of the key. */
    public List<E> many(Condition<E> condition, Page page) {
        return query(condition)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList();
    }

    /**
     * All entities that fulfil the condition, in the order of the key, however many they are: a cursor on the server hands
     * them out in portions, and what was passed on is not kept. They are therefore not managed: to change one, find it.
     *
     * <p>Needs a transaction, and the stream must be closed within it ({@code try (var users = …)}): until then the
     * cursor holds memory on the server. Other repository calls may go on beside it. The end of the transaction closes
     * the cursor too; reading on after that is an error.
     */
    public Stream<E> stream(Condition<E> condition) {
        EntityCursor.holdConnection(entities);
        return EntityCursor.open(query(condition));
    }

    /**
     * Stores a new entity now, so that errors of the database appear here and not at the end, and reads back what the
     * database set.
     */
    public void add(E entity) {
        entities.persist(entity);
        entities.flush();
        entities.refresh(entity);
    }

    /** Writes the changes of a managed entity now and reads back what is then stored. */
    public void update(E entity) {
        entities.flush();
        entities.refresh(entity);
    }

    /** Reads a managed entity again: what others committed is seen, changes not yet written are dropped. */
    public void refresh(E entity) {
        entities.refresh(entity);
    }

    /** Deletes a managed entity now. */
    public void remove(E entity) {
        entities.remove(entity);
        entities.flush();
    }

    /** For statements that are about rows, not about entities. */
    Query statement(String sql) {
        return entities.createNativeQuery(sql);
    }

    private TypedQuery<E> query(Condition<E> condition) {
        List<Object> values = new ArrayList<>();
        String where = condition.jpql(values);
        TypedQuery<E> query = entities()
                .createQuery(
                        "select e from " + type.getSimpleName() + " e" + (where.isEmpty() ? "" : " where " + where)
                                + " order by e.id",
                        type);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }

    /** Those of the transaction; without one, those for reading. */
    private EntityManager entities() {
        return transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION ? reading : entities;
    }
}
