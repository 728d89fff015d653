package com.fasterxml.jackson.databind;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import java.io.Serializable;

/**
 * Stands before the library's class of this name in tests: the Java SDK was compiled against a version that still had the constant
 * below, and ours has moved it to {@link PropertyNamingStrategies}.
 */
@SuppressWarnings("ClassInitializationDeadlock")
public class PropertyNamingStrategy implements Serializable {
    /** Names as the SDK spells them. */
    public static final PropertyNamingStrategy UPPER_CAMEL_CASE = new PropertyNamingStrategies.UpperCamelCaseStrategy();

    private static final long serialVersionUID = 1L;

    public String nameForField(final MapperConfig<?> config, final AnnotatedField field, final String name) {
        return name;
    }

    public String nameForGetterMethod(final MapperConfig<?> config, final AnnotatedMethod method, final String name) {
        return name;
    }

    public String nameForSetterMethod(final MapperConfig<?> config, final AnnotatedMethod method, final String name) {
        return name;
    }

    public String nameForConstructorParameter(
            final MapperConfig<?> config, final AnnotatedParameter parameter, final String name) {
        return name;
    }
}
