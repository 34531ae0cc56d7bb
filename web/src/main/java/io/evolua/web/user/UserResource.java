package io.evolua.web.user;

import io.evolua.domain.user.User;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigInteger;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /users}. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Component
public class UserResource {

    private final UserService users;
    private final Idempotency idempotency;

    @Inject
    UserResource(UserService users, Idempotency idempotency) {
        this.users = users;
        this.idempotency = idempotency;
    }

    @POST
    public Response create(JsonBody body, @HeaderParam(Attempt.HEADER) @Nullable String key) {
        Violations violations = new Violations();
        Optional<UserForm> form = UserForm.read(body, violations);
        Optional<Attempt> attempt = Attempt.read(key, "POST /users", "", body, violations);
        violations.refuse();
        return idempotency.answer(
                attempt, keep -> created(users.create(form.orElseThrow(), user -> keep.accept(created(user)))));
    }

    private static Answer created(User user) {
        return Answer.created(URI.create("users/" + user.id()), tag(user), UserPublic.of(user));
    }

    @GET
    public Response list(@Context UriInfo request) {
        Violations violations = new Violations();
        Optional<PageQuery> query = PageQuery.read(request.getQueryParameters(), violations);
        Optional<BigInteger> after = query.flatMap(PageQuery::after)
                .flatMap(text -> new Parameters(violations).integerInQuery("after", text));
        violations.refuse();
        Slice<UserPublic> slice = users.list(query.orElseThrow(), after).map(UserPublic::of);
        return Response.ok(new UserList(slice.items()))
                .header(HttpHeaders.LINK, Links.of(request, query.orElseThrow(), slice, UserPublic::id))
                .build();
    }

    @GET
    @Path("{user_id}")
    public Response read(@PathParam("user_id") String id, @Context Request request) {
        User user = users.find(key(id));
        return Preconditions.of(request).notModified(tag(user)).orElseGet(() -> answer(user));
    }

    @PUT
    @Path("{user_id}")
    @Authenticated
    public Response change(
            @PathParam("user_id") String id,
            JsonBody body,
            @Context SecurityContext security,
            @Context Request request) {
        Violations violations = new Violations();
        Optional<BigInteger> key = new Parameters(violations).integerInPath("user_id", id);
        Optional<UserForm> form = UserForm.read(body, violations);
        violations.refuse();
        Caller.of(security).mustBe(key.orElseThrow());
        return answer(users.change(key.orElseThrow(), form.orElseThrow(), unchanged(request)));
    }

    @DELETE
    @Path("{user_id}")
    @Authenticated
    public Message remove(
            @PathParam("user_id") String id, @Context SecurityContext security, @Context Request request) {
        BigInteger key = key(id);
        Caller.of(security).mustBe(key);
        users.remove(key, unchanged(request));
        return new Message("User deleted");
    }

    private static Response answer(User user) {
        return Response.ok(UserPublic.of(user)).tag(tag(user)).build();
    }

    private static Consumer<User> unchanged(Request request) {
        return user -> Preconditions.of(request).require(tag(user));
    }

    private static EntityTag tag(User user) {
        return Preconditions.tag(user.updatedAt());
    }

    private static BigInteger key(String id) {
        Violations violations = new Violations();
        Optional<BigInteger> key = new Parameters(violations).integerInPath("user_id", id);
        violations.refuse();
        return key.orElseThrow();
    }
}
