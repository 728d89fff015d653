package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.syntax.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the references of an expression to names that it does not define itself. */
final class References {

    private final List<Expression.Traversal> found = new ArrayList<>();

    private References() {}

    static List<Expression.Traversal> of(final Expression expression) {
        final References references = new References();
        references.visit(expression, Set.of());
        return references.found;
    }

    private void visit(final @Nullable Expression expression, final Set<String> own) {
        if (expression == null || expression instanceof Expression.Literal) {
            return;
        }
        if (expression instanceof Expression.Traversal traversal) {
            if (!own.contains(traversal.root())) {
                found.add(traversal);
            }
        } else if (expression instanceof Expression.Template template) {
            template.parts().forEach(part -> visit(part, own));
        } else if (expression instanceof Expression.TemplateWrap wrap) {
            visit(wrap.inner(), own);
        } else if (expression instanceof Expression.TemplateJoin join) {
            visit(join.pieces(), own);
        } else if (expression instanceof Expression.Selection selection) {
            visit(selection.base(), own);
            visitSelectors(selection.selectors(), own);
        } else if (expression instanceof Expression.Call call) {
            final boolean hasType =
                    call.name().equals("convert") && call.arguments().size() == 2;
            (hasType ? call.arguments().subList(0, 1) : call.arguments()).forEach(argument -> visit(argument, own));
        } else if (expression instanceof Expression.Conditional conditional) {
            visit(conditional.condition(), own);
            visit(conditional.whenTrue(), own);
            visit(conditional.whenFalse(), own);
        } else if (expression instanceof Expression.Operations operations) {
            visit(operations.first(), own);
            operations.rest().forEach(operation -> visit(operation.operand(), own));
        } else if (expression instanceof Expression.Unary unary) {
            visit(unary.operand(), own);
        } else if (expression instanceof Expression.Parentheses parentheses) {
            visit(parentheses.inner(), own);
        } else if (expression instanceof Expression.TupleOf tuple) {
            tuple.elements().forEach(element -> visit(element, own));
        } else if (expression instanceof Expression.ObjectOf object) {
            visitObject(object, own);
        } else if (expression instanceof Expression.For loop) {
            visitLoop(loop, own);
        }
    }

    private void visitSelectors(final List<Expression.Selector> selectors, final Set<String> own) {
        for (final Expression.Selector selector : selectors) {
            if (selector instanceof Expression.ComputedIndex index) {
                visit(index.key(), own);
            } else if (selector instanceof Expression.Splat splat) {
                visitSelectors(splat.each(), own);
            }
        }
    }

    private void visitObject(final Expression.ObjectOf object, final Set<String> own) {
        for (final Expression.Item item : object.items()) {
            if (!(item.key() instanceof Expression.Traversal)) {
                visit(item.key(), own);
            }
            visit(item.value(), own);
        }
    }

    private void visitLoop(final Expression.For loop, final Set<String> own) {
        visit(loop.collection(), own);
        final Set<String> inner = new HashSet<>(own);
        inner.add(loop.valueName());
        if (loop.keyName() != null) {
            inner.add(loop.keyName());
        }
        visit(loop.key(), inner);
        visit(loop.value(), inner);
        visit(loop.condition(), inner);
    }
}
