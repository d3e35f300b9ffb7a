{# Schemas are plain names (`marts`, not `main_marts`): they are part of the public interface. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
