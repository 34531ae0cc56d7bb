package io.evolua.web.todo;

import io.evolua.domain.todo.Todo;
import io.evolua.web.Message;
import io.evolua.web.auth.Authenticated;
import io.evolua.web.auth.Caller;
import io.evolua.web.component.Component;
import io.evolua.web.conditional.Preconditions;
import io.evolua.web.idempotency.Answer;
import io.evolua.web.idempotency.Attempt;
import io.evolua.web.idempotency.Idempotency;
import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Parameters;
import io.evolua.web.input.Violations;
import io.evolua.web.paging.Links;
import io.evolua.web.paging.PageQuery;
import io.evolua.web.paging.Slice;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigInteger;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /todos}. */
@Path("/todos")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Component
public class TodoResource {

    private final TodoService todos;
    private final Idempotency idempotency;

    @Inject
    TodoResource(TodoService todos, Idempotency idempotency) {
        this.todos = todos;
        this.idempotency = idempotency;
    }

    @POST
    public Response create(
            JsonBody body, @HeaderParam(Attempt.HEADER) @Nullable String key, @Context SecurityContext security) {
        long caller = Caller.of(security).id();
        Violations violations = new Violations();
        Optional<TodoForm> form = TodoForm.read(body, violations);
        Optional<Attempt> attempt = Attempt.read(key, "POST /todos", Long.toString(caller), body, violations);
        violations.refuse();
        return idempotency.answer(
                attempt, keep -> created(todos.create(caller, form.orElseThrow(), todo -> keep.accept(created(todo)))));
    }

    private static Answer created(Todo todo) {
        return Answer.created(URI.create("todos/" + todo.id()), tag(todo), TodoPublic.of(todo));
    }

    @GET
    public Response list(@Context UriInfo request, @Context SecurityContext security) {
        MultivaluedMap<String, String> parameters = request.getQueryParameters();
        Violations violations = new Violations();
        Optional<PageQuery> query = PageQuery.read(parameters, violations);
        Optional<BigInteger> after = query.flatMap(PageQuery::after)
                .flatMap(text -> new Parameters(violations).integerInQuery("after", text));
        TodoFilter filter = TodoFilter.read(parameters, violations);
        violations.refuse();
        Slice<TodoPublic> slice = todos.list(Caller.of(security).id(), query.orElseThrow(), after, filter)
                .map(TodoPublic::of);
        return Response.ok(new TodoList(slice.items()))
                .header(HttpHeaders.LINK, Links.of(request, query.orElseThrow(), slice, TodoPublic::id))
                .build();
    }

    @PATCH
    @Path("{todo_id}")
    public Response change(
            @PathParam("todo_id") String id,
            JsonBody body,
            @Context SecurityContext security,
            @Context Request request) {
        Violations violations = new Violations();
        Optional<BigInteger> key = new Parameters(violations).integerInPath("todo_id", id);
        TodoPatch patch = TodoPatch.read(body, violations);
        violations.refuse();
        Todo todo = todos.change(Caller.of(security).id(), key.orElseThrow(), patch, unchanged(request));
        return Response.ok(TodoPublic.of(todo)).tag(tag(todo)).build();
    }

    @DELETE
    @Path("{todo_id}")
    public Message remove(
            @PathParam("todo_id") String id, @Context SecurityContext security, @Context Request request) {
        Violations violations = new Violations();
        Optional<BigInteger> key = new Parameters(violations).integerInPath("todo_id", id);
        violations.refuse();
        todos.remove(Caller.of(security).id(), key.orElseThrow(), unchanged(request));
        return new Message("Task has been deleted successfully.");
    }

    private static Consumer<Todo> unchanged(Request request) {
        return todo -> Preconditions.of(request).require(tag(todo));
    }

    private static EntityTag tag(Todo todo) {
        return Preconditions.tag(todo.updatedAt());
    }
}
