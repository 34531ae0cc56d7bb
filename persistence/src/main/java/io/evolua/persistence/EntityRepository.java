package io.evolua.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entities of one class as a collection that lives in the database. Works on the entity manager of the caller's
 * transaction: what it returns is managed there, and changes to it are written at the end without another call.
 *
 * @param <E> the entity, whose key is the attribute {@code id}
 * @param <K> its key
 */
public abstract class EntityRepository<E, K> {

    private final Class<E> type;

    @PersistenceContext(unitName = "evolua")
    @SuppressWarnings("NullAway.Init") // set by the container, which offers entity managers to fields only
    private EntityManager entities;

    EntityRepository(Class<E> type) {
        this.type = type;
    }

    /** The entity with the key. */
    public Optional<E> find(K key) {
        return Optional.ofNullable(entities.find(type, key));
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
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<E> query = builder.createQuery(type);
        Root<E> entity = query.from(type);
        return entities.createQuery(
                query.select(entity).where(condition.on(entity, builder)).orderBy(builder.asc(entity.get("id"))));
    }
}
