"""Write the raw rows of an archive that nobody wrote, with known truth, at any size.

usage: python scripts/generate.py FOLDER [--facts 10000] [--seed 1]

Skewed as real archives are: a place of some year has one text or, ever more rarely, up to eight;
thirty concepts are in every text, a long tail of others in some. A text has a hundred facts:

| slots | state                                                                              |
| ----- | ---------------------------------------------------------------------------------- |
| 0-59  | thirty levels, each with its growth; texts other than the first round or err       |
| 60-84 | levels of concepts that few places speak of                                        |
| 85-87 | levels of phrases that no catalogue knows                                          |
| 88-90 | shares of a whole                                                                  |
| 91-93 | gaps to the place above, and a rank                                                |
| 94-96 | targets, in the first text of a place and year; estimates of next year, in others  |
| 97-99 | levels of the year before, some of them revised                                    |

Everything follows from the seed, and from DuckDB's hash function. The folder also receives
`truth.csv`: what the warehouse must say of each level of a place and year of which it is known.
"""

import argparse
from pathlib import Path

import duckdb

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
FACTS_A_DOCUMENT = 100
#: As many as there are places and years to speak of.
MOST_FACTS = 12_000_000

# Chance: a number in [0, 1) that is always the same for the same things, and a level as printed.
_MACROS = """
create macro chance(what, a, b) as
    (hash(what, a, b, getvariable('seed')) % 1000003) / 1000003.0;
create macro grown(place, concept, of_year) as round(
    (10 + 890 * chance('size', place, concept))
    * power(0.99 + 0.09 * chance('pace', place, concept), of_year - 1994)
    * (0.98 + 0.04 * chance('weather', place || concept, of_year)), 2);
-- What is traded is what goes out and what comes in.
create macro level(place, concept, of_year) as case
    when concept = 'foreign_trade_total'
        then round(
            grown(place, 'exports_total', of_year) + grown(place, 'imports_total', of_year), 2)
    else grown(place, concept, of_year) end;
create macro printed(number, decimals) as
    case decimals when 0 then printf('%.0f', number)
    when 1 then printf('%.1f', number) else printf('%.2f', number) end;
"""

_VOCABULARIES = """
create table places as
select district_id, name_zh, parent_district_id as parent_id,
    case when type in ('district', 'county') then 'district' else 'city' end as subject_type,
    -- A city is written about more than its districts are.
    case type when 'province' then 30 when 'city' then 10 else 1 end as weight
from read_csv('{seeds}/districts.csv', all_varchar = true)
where type not in ('nation', 'zone') and valid_from is null and valid_to is null;

create table concepts as
select indicator_id as concept_id, name_zh, unit, temporal,
    case unit when '元' then '亿' else '万' end as scale,
    row_number() over (
        order by indicator_id in ('exports_total', 'imports_total', 'foreign_trade_total') desc,
            n_aliases desc, indicator_id
    ) - 1 as rank
from read_csv('{seeds}/indicators.csv', all_varchar = true)
inner join (
    select indicator_id, count(*) as n_aliases
    from read_csv('{seeds}/indicator_aliases.csv', all_varchar = true) group by all
) using (indicator_id)
where temporal in ('flow', 'stock') and dimension in ('money_cny', 'count', 'persons');

create table parts as
select concept_id, c.name_zh, w.whole_id, wholes.name_zh as whole_name,
    row_number() over (order by concept_id) - 1 as rank
from read_csv('{seeds}/concept_wholes.csv', all_varchar = true) as w
inner join concepts as c using (concept_id)
inner join concepts as wholes on w.whole_id = wholes.concept_id;

set variable n_concepts = (select count(*) from concepts);
set variable n_parts = (select count(*) from parts);
"""

_DOCUMENTS = """
create table documents as
with spoken_of as (
    select district_id, year,
        -- Half of them have one text, a quarter two, and so on.
        least(8, 1 + floor(-log2(1 - chance('texts', district_id, year)))) as n_texts
    from places cross join (select 1994 + range as year from range(30))
    -- Most places are written about since long ago, and some since the last years.
    where year >= 1994 + floor(30 * power(chance('since', district_id, 0), 2))
    -- A larger archive has more places; the heavier one is, the sooner it is drawn.
    order by -ln(1 - chance('drawn', district_id, 0)) / weight, district_id, year
),
numbered as (
    select *, sum(n_texts) over (rows unbounded preceding) - n_texts as n_before from spoken_of
)
select
    cast(n_before + text as bigint) as rank,
    district_id || '-' || year || '-' || cast(text as varchar) as document_id,
    district_id, name_zh as place, subject_type, parent_id, year, cast(text as integer) as text,
    (year + 1) || '-' || lpad(cast(3 + text as varchar), 2, '0') as published_on,
    name_zh || ['统计局', '日报', '晚报', '商报', '时报', '新闻网', '周刊', '广播'][text + 1]
        as publisher
from numbered
inner join places using (district_id)
cross join range(8) as texts (text)
where text < n_texts and n_before + text < {documents}
"""

# One row a fact, before it is put into words. `flaw` says how it departs from the truth.
_STATED = """
create table stated as
with slots as (
    select range // 100 as rank, cast(range % 100 as integer) as slot from range({facts})
),
kinds as (
    select d.*, slot,
        case
            when slot < 60 then if(slot % 2 = 0, 'level', 'growth')
            when slot < 85 then 'tail' when slot < 88 then 'phrase' when slot < 91 then 'share'
            when slot < 93 then 'gap' when slot < 94 then 'rank'
            when slot < 97 then if(text = 0, 'target', 'estimate') else 'restated'
        end as kind
    from slots inner join documents as d using (rank)
),
named as (
    select *,
        case
            when slot < 60 then slot // 2
            when kind = 'tail' then 30 + cast(
                floor((getvariable('n_concepts') - 30)
                    * power(chance('tail', district_id, slot), 2)) as integer)
            -- Two slots never say the same thing twice.
            else cast(floor(10 * (slot % 3 + chance(kind, district_id, year))) as integer)
        end as concept_rank,
        case kind when 'target' then year + 5 when 'estimate' then year + 1
            when 'restated' then year - 1 else year end as of_year,
        case
            when kind = 'estimate' then 'rounded'
            when kind = 'restated' and chance('revised', district_id, year) < 0.3 then 'revised'
            when kind = 'level' and text > 0 then case
                when chance('flaw', document_id, slot) < 0.03 then 'conflict'
                when chance('flaw', document_id, slot) < 0.08 then 'rounded' end
        end as flaw
    from kinds
),
valued as (
    select n.*, c.concept_id, c.name_zh as concept, c.unit as concept_unit,
        c.scale as concept_scale, c.temporal, p.concept_id as part_id, p.name_zh as part,
        p.whole_id, p.whole_name, a.name_zh as parent,
        level(n.district_id, c.concept_id, of_year) as true_level
    from named as n
    inner join concepts as c on n.concept_rank = c.rank
    inner join parts as p on hash(n.district_id, n.slot) % getvariable('n_parts') = p.rank
    inner join read_csv('{seeds}/districts.csv', all_varchar = true) as a
        on n.parent_id = a.district_id
)
select *,
    case
        when kind = 'growth'
            then round(100 * (true_level / level(district_id, concept_id, year - 1) - 1), 1)
        when kind = 'share' then round(5 + 90 * chance('share', district_id || slot, year), 1)
        when kind = 'gap' then round(4 * chance('gap', district_id || slot, year) - 2, 1)
        when kind = 'rank' then 1 + floor(20 * chance('rank', district_id, year))
        when kind = 'phrase' then 10 + floor(900 * chance('phrase', district_id || slot, year))
        when flaw = 'rounded' then round(true_level, 1)
        when flaw = 'revised' then round(1.03 * true_level, 2)
        when flaw = 'conflict' then round(1.5 * true_level, 2)
        else true_level
    end as number,
    case
        when kind in ('rank', 'phrase') then 0
        when kind in ('growth', 'share', 'gap') or flaw = 'rounded' then 1 else 2
    end as decimals,
    kind in ('level', 'tail', 'target', 'estimate', 'restated') as is_level
from valued
"""

# `spoken` puts it into words; spans count from the start of a text in which each sentence has room.
_SPOKEN = """
create view spoken as
with worded as (
    select *,
        case kind when 'share' then part_id when 'phrase' then null else concept_id end
            as said_id,
        case kind when 'share' then part
            -- A few phrases are common, and most are rare.
            when 'phrase' then '特色' || ['园', '馆', '队', '点', '站', '库', '坊', '塾'][
                1 + slot % 8] || '第'
                || cast(floor(2000 * power(chance('which', district_id, slot), 3)) as integer)
                || '类数'
            else concept end as said,
        case kind when 'share' then '%' when 'growth' then '%' when 'gap' then '个百分点'
            when 'rank' then '位' when 'phrase' then '个' else concept_unit end as unit,
        case when is_level then concept_scale end as scale,
        case kind when 'share' then whole_name when 'growth' then '上年同期'
            when 'gap' then parent when 'rank' then parent end as base,
        case kind when 'share' then whole_id when 'growth' then 'yoy'
            when 'gap' then parent_id when 'rank' then parent_id end as base_id,
        printed(number, decimals) as number_text,
        -- The stock of a year is that of its last day.
        kind in ('level', 'tail', 'estimate', 'restated') and temporal = 'stock' as is_stock,
        100 * slot as quote_start
    from stated
),
surfaced as (
    select *,
        printed(abs(number), decimals) || coalesce(scale, '') || unit as surface,
        of_year || '年，' || place || said || case kind when 'share' then '占' || base || '的'
            when 'growth' then if(number < 0, '下降', '增长')
            when 'gap' then '增速比' || base || if(number < 0, '低', '高')
            when 'rank' then '居' || base || '第' when 'target' then '力争达到' else '达到'
            end as words
    from worded
)
select *, quote_start + length(words) as span_start,
    quote_start + length(words) + length(surface) as span_end,
    document_id || '@' || span_start || '-' || span_end as observation_id,
    words || surface || '。' as quote,
    case kind when 'growth' then 'growth.cue' when 'share' then 'share.of'
        when 'gap' then 'gap.points' when 'rank' then 'rank.position' else 'level.amount'
    end as rule_id
from surfaced
"""

_TABLES = {
    "documents": """
        select document_id, document_id || '.txt' as file, place || year || '年' as title,
            publisher, published_on, 'manifest' as published_basis, place,
            'manifest' as place_basis, district_id, 'utf-8' as encoding,
            sha256(document_id) as sha256, {width} as n_characters
        from documents order by document_id""",
    "facts": """
        select observation_id, document_id, span_start, span_end, surface, quote_start, quote,
            place as subject_name, subject_type, district_id, said_id as concept_id,
            said as indicator_name, null as scope,
            case when is_level or kind = 'phrase' then 'level' when kind = 'gap' then 'gap_pp'
                else kind end as measure,
            base, base_id, number_text as number, null as number_low, null as number_high,
            case decimals when 0 then '1' when 1 then '0.1' else '0.01' end as resolution,
            scale, unit, 'eq' as bound, null as bound_side,
            if(is_stock, of_year || '-12-31', of_year::varchar) as period,
            if(is_stock, null, of_year || '-01-01') as period_start,
            of_year || '-12-31' as period_end,
            if(is_stock, 'instant', 'year') as period_grain, of_year as year,
            'explicit' as period_basis,
            case kind when 'target' then 'target' when 'estimate' then 'estimate'
                else 'actual' end as status,
            case kind when 'target' then 'striven' when 'estimate' then 'expected' end as wording,
            case flaw when 'revised' then 'revised' end as revision,
            null as among, rule_id
        from spoken order by document_id, slot""",
    # Every fourth sentence names its year in digits that are a period, and not part of a fact.
    "mentions": """
        select document_id, unnest(case when slot % 4 = 0 then [
            {{'span_start': quote_start, 'span_end': quote_start + 5,
              'surface': of_year || '年', 'numeral': 'ar', 'disposition': 'period',
              'reason': 'period.year', 'observation_id': null}},
            {{'span_start': span_start, 'span_end': span_end, 'surface': surface,
              'numeral': 'ar', 'disposition': 'fact', 'reason': rule_id,
              'observation_id': observation_id}}]
            else [{{'span_start': span_start, 'span_end': span_end, 'surface': surface,
              'numeral': 'ar', 'disposition': 'fact', 'reason': rule_id,
              'observation_id': observation_id}}] end, recursive := true)
        from (from spoken order by document_id, slot)""",
    # One paper in ten says who answers for its targets.
    "measures": """
        select document_id, document_id || '@9400-9700' as measure_id, 1 as number,
            '目标' as section, '主要目标' as title, 9400 as span_start, 9700 as span_end,
            if(position = 1, 'lead', 'responsible') as role, 'explicit' as role_basis,
            ['区科技局', '区商务委', '区统计局'][position] as department_name, position
        from documents cross join (select 1 + range as position from range(3)) as named
        where text = 0 and chance('paper', district_id, year) < 0.1
        order by document_id, position""",
    # Of the levels that every text states: one row a place, concept and year.
    "truth": """
        with cells as (
            select district_id, concept_id as indicator_id, of_year as year,
                cast(any_value(true_level) as decimal(38, 2))
                    * if(any_value(concept_scale) = '亿', 100000000, 10000) as value,
                count(*) as n_observations,
                bool_or(flaw = 'conflict') as is_in_conflict,
                bool_or(flaw = 'revised') and not bool_and(coalesce(flaw = 'revised', false))
                    as is_revised,
                count(distinct number) > 1 as has_several
            from stated where kind in ('level', 'estimate', 'restated') group by all
            -- What only a revision states has another value than the truth.
            having not bool_and(coalesce(flaw in ('revised', 'rounded'), false))
        )
        select district_id, indicator_id, year, value, n_observations,
            case when n_observations = 1 then 'single' when is_in_conflict then 'conflict'
                when is_revised then 'revised' when has_several then 'within_rounding'
                else 'same' end as agreement
        from cells order by all""",
}


def write(folder: Path, facts: int, seed: int = 1, memory: str = "2GB") -> None:
    """Write the raw tables of about so many facts, in whole texts, and their truth.

    Raises ValueError when there are not places and years enough for so many.
    """
    documents = -(-facts // FACTS_A_DOCUMENT)
    if not 0 < facts <= MOST_FACTS:
        raise ValueError(f"between 1 and {MOST_FACTS} facts can be generated, not {facts}")
    folder.mkdir(parents=True, exist_ok=True)
    values = {
        "seeds": SEEDS,
        "documents": documents,
        "facts": documents * FACTS_A_DOCUMENT,
        "width": 100 * FACTS_A_DOCUMENT,
    }
    with duckdb.connect(str(folder / "generating.duckdb")) as connection:
        connection.execute("set memory_limit = ?", [memory])
        connection.execute(f"set variable seed = {seed:d}")
        for script in (_MACROS, _VOCABULARIES, _DOCUMENTS, _STATED, _SPOKEN):
            connection.execute(script.format(**values))
        for name, query in _TABLES.items():
            file = folder / f"{name}.csv"
            connection.execute(
                f"copy ({query.format(**values)}) to '{file}' (header, delimiter ',')"
            )
    (folder / "generating.duckdb").unlink()


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description="Generate the raw rows of an archive.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    write(wanted.folder, wanted.facts, wanted.seed)


if __name__ == "__main__":
    main()
