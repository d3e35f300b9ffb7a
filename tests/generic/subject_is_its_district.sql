{# Fails on a fact that is filed under a place of another name than its subject's. #}
{% test subject_is_its_district(model, districts) %}

select
    observations.observation_id,
    observations.quote,
    observations.subject_name,
    observations.district_id,
    districts.name_zh as district_name
from {{ model }} as observations
inner join {{ districts }} as districts
    on observations.district_id = districts.district_id
where observations.subject_name != districts.name_zh

{% endtest %}
