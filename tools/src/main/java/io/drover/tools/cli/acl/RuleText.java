package io.drover.tools.cli.acl;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Times;

/** One binding rule. */
final class RuleText {
    private RuleText() {}

    static String of(final Doc rule) {
        return new KeyValues()
                .add("ID", rule.text("ID"))
                .add("Description", rule.text("Description"))
                .add("Auth Method", rule.text("AuthMethod"))
                .add("Selector", Quote.of(rule.text("Selector")))
                .add("Bind Type", rule.text("BindType"))
                .add("Bind Name", rule.text("BindName"))
                .add("Create Time", Times.format(Times.parse(rule.text("CreateTime"))))
                .add("Modify Time", Times.format(Times.parse(rule.text("ModifyTime"))))
                .add("Create Index", rule.number("CreateIndex"))
                .add("Modify Index", rule.number("ModifyIndex"))
                .toString();
    }
}
