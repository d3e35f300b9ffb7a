"""The page of targets: what is to be reached, by when, how far it is, and who answers for it."""

from qushu.query import Warehouse
from qushu.site.figure_sql import figure
from qushu.site.pages import Pages

PATH = "targets.html"
_ON_A_LIST = 200

_TARGETS = f"""
with
departments as (
    select
        bridge.observation_id,
        list({{'name': department.name_zh, 'role': bridge.role}} order by bridge.role, name_zh)
            as departments
    from (
        select distinct observation_id, department_id, role from bridge_target_department
    ) as bridge
    inner join dim_department as department using (department_id)
    group by bridge.observation_id
)
select
    target.*, coalesce(departments.departments, []) as departments,
    {figure("aim", "aim")}, {figure("actual", "actual")}, aim.subject_name
from fct_target as target
inner join fct_observation as aim using (observation_id)
left join departments using (observation_id)
left join fct_observation as actual
    on target.latest_actual_observation_id = actual.observation_id
order by
    target.target_year nulls last, target.district_id nulls last, target.document_id,
    aim.span_start, target.observation_id
"""


def overview(pages: Pages, warehouse: Warehouse) -> None:
    """Write the list, by deadline."""
    rows = warehouse.ask(_TARGETS).records()
    pages.write_list(PATH, "targets.html", rows, _ON_A_LIST)
