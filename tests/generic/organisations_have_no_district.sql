{# Fails on a fact about a company or another organisation that is filed under a district. #}
{% test organisations_have_no_district(model) %}

select
    observation_id,
    subject_name,
    subject_type,
    district_id
from {{ model }}
where
    subject_type in ('organisation', 'other')
    and district_id is not null

{% endtest %}
