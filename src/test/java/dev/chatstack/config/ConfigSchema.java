package dev.chatstack.config;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Variants;
import dev.chatstack.config.values.FreeText;
import dev.chatstack.config.values.network.DnsName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The JSON Schema of an environment file, by which editors complete and check. */
final class ConfigSchema {
    private static final YAMLMapper YAML = new YAMLMapper();

    private ConfigSchema() {}

    static JsonNode generate() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES, Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.FLATTENED_ENUMS_FROM_TOSTRING)
                .without(Option.FLATTENED_ENUMS, Option.FLATTENED_OPTIONALS);
        builder.forTypesInGeneral()
                .withSubtypeResolver((type, context) -> subtypes(type, context))
                .withDescriptionResolver(
                        scope -> about(scope.getType().getErasedType().getAnnotation(About.class)))
                .withCustomDefinitionProvider(ConfigSchema::freeText)
                .withTypeAttributeOverride((schema, scope, context) ->
                        chooser(schema, scope.getType().getErasedType()));
        builder.forFields()
                .withRequiredCheck(ConfigSchema::isRequired)
                .withTargetTypeOverridesResolver(ConfigSchema::withoutOptional)
                .withDescriptionResolver(field -> about(field.getAnnotation(About.class)))
                .withDefaultResolver(ConfigSchema::defaultOf)
                .withStringPatternResolver(field -> constraint(field, Pattern.class)
                        .map(ConfigSchema::whole)
                        .orElse(null))
                .withNumberInclusiveMinimumResolver(field -> constraint(field, Min.class)
                        .map(min -> BigDecimal.valueOf(min.value()))
                        .orElse(null))
                .withNumberInclusiveMaximumResolver(field -> constraint(field, Max.class)
                        .map(max -> BigDecimal.valueOf(max.value()))
                        .orElse(null));
        return new SchemaGenerator(builder.build()).generateSchema(EnvironmentConfig.class);
    }

    private static List<ResolvedType> subtypes(ResolvedType type, SchemaGenerationContext context) {
        JsonSubTypes subTypes = type.getErasedType().getAnnotation(JsonSubTypes.class);
        return subTypes == null
                ? null
                : Arrays.stream(subTypes.value())
                        .map(subType -> context.getTypeContext().resolve(subType.value()))
                        .toList();
    }

    /** A person writes any value that is no block. */
    private static CustomDefinition freeText(ResolvedType type, SchemaGenerationContext context) {
        if (type.getErasedType() != FreeText.class) {
            return null;
        }
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        schema.putArray("type").add("string").add("number").add("boolean");
        return new CustomDefinition(
                schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
    }

    /** The key that chooses a kind of block, which no record component holds. */
    private static void chooser(ObjectNode schema, Class<?> type) {
        for (Class<?> sealed : type.getInterfaces()) {
            Variants.of(sealed).ifPresent(variants -> variants.types().forEach((value, variant) -> {
                if (variant == type) {
                    schema.withObject("/properties").putObject(variants.key()).put("const", value);
                    schema.withArray("required").add(variants.key());
                }
            }));
        }
    }

    private static boolean isRequired(FieldScope field) {
        return ConfigReference.isRequired(field.getRawMember());
    }

    /** An optional setting is written as what it holds; a block of which there is one kind, as that kind. */
    private static List<ResolvedType> withoutOptional(FieldScope field) {
        if (!isOptional(field.getRawMember())) {
            return null;
        }
        ResolvedType held = field.getType().typeParametersFor(Optional.class).get(0);
        return Variants.of(held.getErasedType())
                .filter(variants -> variants.types().size() == 1)
                .map(variants -> field.getContext()
                        .resolve(variants.types().values().iterator().next()))
                .map(List::of)
                .orElse(List.of(held));
    }

    private static Object defaultOf(FieldScope field) {
        Default fallback = field.getAnnotation(Default.class);
        return fallback == null ? null : YAML.readTree(fallback.value());
    }

    private static boolean isOptional(Field field) {
        return field.getType() == Optional.class;
    }

    private static String about(About about) {
        return about == null ? null : about.value();
    }

    /** Jakarta matches the whole value, JSON Schema any part of it. */
    private static String whole(Pattern pattern) {
        return "^(?:" + pattern.regexp() + ")$";
    }

    private static AnnotatedType last(AnnotatedType[] arguments) {
        return arguments[arguments.length - 1];
    }

    /** A constraint on the field or the entries of its list, or on the annotation that composes it, such as {@link DnsName}. */
    private static <A extends Annotation> Optional<A> constraint(FieldScope field, Class<A> type) {
        AnnotatedType written = field.getRawMember().getAnnotatedType();
        // of names and values, what is asked of the values
        List<Annotation> annotations = (field.isFakeContainerItemScope() || isOptional(field.getRawMember()))
                        && written instanceof AnnotatedParameterizedType generic
                ? List.of(last(generic.getAnnotatedActualTypeArguments()).getAnnotations())
                : List.of(field.getRawMember().getAnnotations());
        return annotations.stream()
                .flatMap(annotation ->
                        Stream.of(annotation, annotation.annotationType().getAnnotation(type)))
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
