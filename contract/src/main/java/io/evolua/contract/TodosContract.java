package io.evolua.contract;

import static io.evolua.contract.client.Bodies.encoded;
import static io.evolua.contract.client.Bodies.todo;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Client;
import io.evolua.contract.client.Service;
import io.evolua.contract.client.Todo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /todos} as a client sees it. */
public interface TodosContract {

    private static Account alice() {
        return Service.current().account("alice");
    }

    private static Todo add(Client client, String title, String description, String state) {
        return client.post("/todos/", todo(title, description, state)).as(201, Todo::of);
    }

    private static List<String> titles(Client client, String query) {
        return client.get("/todos/" + query).list("todos", Todo::of).stream()
                .map(Todo::title)
                .toList();
    }

    @Test
    default void a_todo_is_added() {
        Client client = alice().client();

        Answer answer = client.post("/todos/", todo("Test todo", "Test todo description", "draft"));

        Todo todo = answer.as(201, Todo::of);
        assertThat(answer.body())
                .isEqualTo("{\"title\":\"Test todo\",\"description\":\"Test todo description\",\"state\":\"draft\","
                        + "\"id\":" + todo.id() + "}");
        assertThat(answer.required("Location")).endsWith("/todos/" + todo.id());
        assertThat(client.get("/todos").list("todos", Todo::of)).containsExactly(todo);
    }

    @Test
    default void all_members_are_required_and_may_be_empty() {
        Client client = alice().client();

        Expect.invalid(
                client.post("/todos", "{}"), "missing@body.title", "missing@body.description", "missing@body.state");
        Expect.invalid(
                client.post("/todos", "{\"title\":1,\"description\":null,\"state\":\"Draft\"}"),
                "string_type@body.title",
                "string_type@body.description",
                "enum@body.state");
        Expect.invalid(client.post("/todos", "{\"title\":\"a\",\"description\":\"\",\"state\":1}"), "enum@body.state");
        assertThat(add(client, "", "", "trash").title()).isEmpty();
        assertThat(add(client, "long ".repeat(1000), "x", "todo").title()).hasSize(5000);
    }

    @Test
    default void the_states_are_named_when_another_one_is_sent() {
        assertThat(alice().client().post("/todos/", todo("a", "b", "later")).body())
                .contains("\"msg\":\"Input should be 'draft', 'todo', 'doing', 'done' or 'trash'\"");
    }

    @Test
    default void everybody_sees_their_own_todos_only() {
        Client alice = alice().client();
        Client bob = Service.current().account("bob").client();
        Todo todo = add(alice, "secret", "x", "draft");

        assertThat(titles(bob, "")).isEmpty();
        assertThat(titles(bob, "?title=secret")).isEmpty();
        Expect.error(bob.patch(todo.path(), "{\"title\":\"mine\"}"), 404, "Task not found.");
        Expect.error(bob.delete(todo.path()), 404, "Task not found.");
        Expect.error(bob.delete(todo.path(), "If-Match", "\"x\""), 404, "Task not found.");
        assertThat(titles(alice, "")).containsExactly("secret");
    }

    @Test
    default void todos_are_filtered_by_all_that_is_given() {
        Client client = alice().client();
        add(client, "Buy milk", "from the shop", "draft");
        add(client, "Buy bread", "from the baker", "todo");
        add(client, "100% done", "under_score", "done");

        assertThat(titles(client, "?title=Buy")).containsExactly("Buy milk", "Buy bread");
        assertThat(titles(client, "?title=buy")).as("case counts").isEmpty();
        assertThat(titles(client, "?title=Buy&description=baker")).containsExactly("Buy bread");
        assertThat(titles(client, "?state=done")).containsExactly("100% done");
        assertThat(titles(client, "?state=done&title=Buy")).isEmpty();
        assertThat(titles(client, "?title=" + encoded("00%"))).containsExactly("100% done");
        assertThat(titles(client, "?title=" + encoded("%%%"))).isEmpty();
        assertThat(titles(client, "?title=" + encoded("B_y"))).isEmpty();
        assertThat(titles(client, "?description=" + encoded("r_s"))).containsExactly("100% done");
        assertThat(titles(client, "?title=" + encoded("B!y"))).isEmpty();
        assertThat(titles(client, "?title=" + encoded("'; drop table"))).isEmpty();
    }

    @Test
    default void filters_are_checked() {
        Client client = alice().client();

        Expect.invalid(
                client.get("/todos/?title=ab&description=" + "x".repeat(21) + "&state=Done"),
                "string_too_short@query.title",
                "string_too_long@query.description",
                "enum@query.state");
        Expect.invalid(client.get("/todos/?title="), "string_too_short@query.title");
        Expect.invalid(client.get("/todos/?state="), "enum@query.state");
        Expect.invalid(
                client.get("/todos/?offset=-1&limit=0"),
                "greater_than_equal@query.offset",
                "greater_than_equal@query.limit");
        Expect.invalid(client.get("/todos/?limit=1001"), "less_than_equal@query.limit");
        assertThat(client.get("/todos/?title=" + encoded("😀😀😀") + "&unknown=1")
                        .status())
                .isEqualTo(200);
        Expect.invalid(client.get("/todos/?title=abc%00"), "value_error@query.title");
    }

    @Test
    default void todos_come_in_parts_in_the_order_of_the_key() {
        Client client = alice().client();
        List<Todo> todos = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            todos.add(add(client, "todo " + i, "x", i % 2 == 0 ? "done" : "todo"));
        }

        assertThat(titles(client, "")).containsExactly("todo 1", "todo 2", "todo 3", "todo 4", "todo 5");
        assertThat(titles(client, "?offset=1&limit=2")).containsExactly("todo 2", "todo 3");
        assertThat(titles(client, "?after=" + todos.get(2).id())).containsExactly("todo 4", "todo 5");
        assertThat(titles(client, "?after=" + todos.get(0).id() + "&state=done&limit=1"))
                .containsExactly("todo 2");
        assertThat(client.get("/todos/?state=todo&limit=2").required("Link"))
                .isEqualTo("</todos/?state=todo&limit=2>; rel=\"first\", </todos/?state=todo&limit=2&offset=2>;"
                        + " rel=\"next\"");
        assertThat(client.get("/todos/?limit=2&offset=4").required("Link")).contains("rel=\"prev\"");
    }

    @Test
    default void only_what_is_present_is_changed() {
        Client client = alice().client();
        Todo todo = add(client, "title", "description", "draft");

        assertThat(client.patch(todo.path(), "{\"state\":\"doing\"}").as(200, Todo::of))
                .isEqualTo(new Todo(todo.id(), "title", "description", "doing"));
        assertThat(client.patch(todo.path() + "/", "{\"title\":\"new\",\"id\":99,\"user_id\":1}")
                        .as(200, Todo::of))
                .isEqualTo(new Todo(todo.id(), "new", "description", "doing"));
        assertThat(client.patch(todo.path(), "{}").as(200, Todo::of))
                .isEqualTo(new Todo(todo.id(), "new", "description", "doing"));
        assertThat(client.get("/todos/").list("todos", Todo::of))
                .containsExactly(new Todo(todo.id(), "new", "description", "doing"));
    }

    @Test
    default void a_null_is_no_change_but_an_error() {
        Client client = alice().client();
        Todo todo = add(client, "title", "description", "draft");

        Expect.invalid(
                client.patch(todo.path(), "{\"title\":null,\"description\":null,\"state\":null}"),
                "string_type@body.title",
                "string_type@body.description",
                "enum@body.state");
        Expect.invalid(client.patch(todo.path(), "[]"), "model_attributes_type@body");
        Expect.invalid(client.patch(todo.path(), ""), "missing@body");
        Expect.invalid(client.patch("/todos/x", "{\"title\":1}"), "int_parsing@path.todo_id", "string_type@body.title");
    }

    @Test
    default void a_todo_is_deleted_once() {
        Client client = alice().client();
        Todo todo = add(client, "title", "description", "draft");

        Answer answer = client.delete(todo.path());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Task has been deleted successfully.\"}");
        Expect.error(client.delete(todo.path()), 404, "Task not found.");
        Expect.error(client.patch(todo.path(), "{}"), 404, "Task not found.");
        Expect.error(client.delete("/todos/99999999999999999999"), 404, "Task not found.");
    }

    @Test
    default void there_is_no_reading_or_replacing_of_one() {
        Account alice = alice();
        Todo todo = add(alice.client(), "title", "description", "draft");

        for (String method : List.of("GET", "PUT", "POST")) {
            Answer answer = alice.client().send(method, todo.path(), method.equals("GET") ? null : "{}");
            Expect.error(answer, 405, "Method Not Allowed");
            assertThat(answer.required("Allow")).contains("PATCH", "DELETE");
        }
    }

    @Test
    default void todos_go_with_their_owner() {
        Account alice = alice();
        add(alice.client(), "title", "description", "draft");

        assertThat(alice.client().delete(alice.user().path()).status()).isEqualTo(200);
    }
}
