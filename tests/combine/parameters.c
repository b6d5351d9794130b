/*
 * What guardians agree on: each part of it, changed alone, is refused when it is read back.
 */
#include "combine/guardians.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static cf_octets manifest(void)
{
    return cf_octets_of_text("{\"a manifest\": true}\n");
}

static int open_arena(void **state)
{
    *state = cf_arena_open((size_t)1 << 20);
    return *state != NULL ? 0 : 1;
}

static int close_arena(void **state)
{
    cf_arena_close(*state);
    return 0;
}

static cf_parameters publish(cf_arena *arena, const cf_group *group)
{
    cf_ceremony ceremony;
    cf_parameters out;
    assert_int_equal(cf_ceremony_init(group, 5, 3, manifest(), &ceremony, NULL), CF_OK);
    assert_int_equal(cf_ceremony_publish(&ceremony, arena, &out), CF_OK);
    return out;
}

static cf_octets with_octet_changed(cf_arena *arena, cf_octets octets, size_t place)
{
    uint8_t *at = cf_arena_take(arena, octets.len, 1);
    assert_non_null(at);
    memcpy(at, octets.at, octets.len);
    at[place] ^= 1;
    return cf_octets_of(at, octets.len);
}

static void read_refuses(const cf_parameters *parameters, cf_octets file, cf_status due)
{
    cf_ceremony out = { .n = 77 };
    cf_fault fault = { 0 };
    assert_int_equal(cf_ceremony_read(parameters, file, &out, &fault), due);
    assert_int_equal(fault.status, due);
    assert_true(fault.what[0] != '\0');
    assert_int_equal(out.n, 77);
}

static void numbers_out_of_range_are_refused(void **state)
{
    (void)state;
    static const uint32_t SENSELESS[][2] = {
        { 0, 0 }, { 0, 1 }, { 3, 0 }, { 3, 4 }, { CF_GUARDIANS_MAX + 1, 1 }, { UINT32_MAX, 1 }
    };
    cf_ceremony out = { .n = 77 };
    for (size_t i = 0; i < sizeof SENSELESS / sizeof *SENSELESS; i++) {
        assert_int_equal(cf_ceremony_init(cf_group_toy(0), SENSELESS[i][0], SENSELESS[i][1],
                                          manifest(), &out, NULL),
                         CF_ERR_RANGE);
        assert_int_equal(out.n, 77);
    }
    assert_int_equal(cf_ceremony_init(cf_group_toy(0), CF_GUARDIANS_MAX, CF_GUARDIANS_MAX,
                                      manifest(), &out, NULL),
                     CF_OK);
    assert_int_equal(out.n, CF_GUARDIANS_MAX);
}

static void without_a_manifest_there_is_no_ceremony(void **state)
{
    (void)state;
    cf_ceremony out;
    assert_int_equal(cf_ceremony_init(cf_group_toy(0), 3, 2, cf_octets_of(NULL, 0), &out, NULL),
                     CF_ERR_SHAPE);
    assert_int_equal(cf_ceremony_init(cf_group_toy(0), 3, 2,
                                      cf_octets_of("", (size_t)UINT32_MAX + 1), &out, NULL),
                     CF_ERR_SHAPE);
    assert_int_equal(cf_ceremony_init(cf_group_toy(0), 3, 2, cf_octets_of("", 0), &out, NULL),
                     CF_OK);
}

static void each_group_is_known_again(void **state)
{
    cf_arena *arena = *state;
    for (size_t i = 0; i <= cf_group_toy_count(); i++) {
        const cf_group *group = i < cf_group_toy_count() ? cf_group_toy(i) : cf_group_standard();
        const cf_parameters parameters = publish(arena, group);
        cf_ceremony out;
        assert_int_equal(cf_ceremony_read(&parameters, manifest(), &out, NULL), CF_OK);
        assert_ptr_equal(out.group, group);
    }
}

static void every_octet_that_is_changed_is_seen(void **state)
{
    cf_arena *arena = *state;
    const cf_parameters good = publish(arena, cf_group_toy(7));
    static const size_t FIELDS[] = {
        offsetof(cf_parameters, version), offsetof(cf_parameters, p), offsetof(cf_parameters, q),
        offsetof(cf_parameters, r),       offsetof(cf_parameters, g), offsetof(cf_parameters, h_p),
        offsetof(cf_parameters, h_b),
    };
    for (size_t f = 0; f < sizeof FIELDS / sizeof *FIELDS; f++) {
        cf_parameters bad = good;
        cf_octets *field = (cf_octets *)(void *)((uint8_t *)&bad + FIELDS[f]);
        const cf_octets right = *field;
        for (size_t i = 0; i < right.len; i++) {
            *field = with_octet_changed(arena, right, i);
            read_refuses(&bad, manifest(), CF_ERR_SHAPE);
        }
        *field = cf_octets_of(right.at, right.len - 1);
        read_refuses(&bad, manifest(), CF_ERR_SHAPE);
        *field = cf_octets_of(NULL, 0);
        read_refuses(&bad, manifest(), CF_ERR_SHAPE);
    }
}

static void other_numbers_or_another_manifest_are_seen(void **state)
{
    const cf_parameters good = publish(*state, cf_group_toy(7));
    cf_parameters bad = good;
    bad.n++;
    read_refuses(&bad, manifest(), CF_ERR_SHAPE);
    bad = good;
    bad.k--;
    read_refuses(&bad, manifest(), CF_ERR_SHAPE);
    bad.k = 0;
    read_refuses(&bad, manifest(), CF_ERR_RANGE);
    bad = good;
    bad.n = CF_GUARDIANS_MAX + 1;
    read_refuses(&bad, manifest(), CF_ERR_RANGE);
    read_refuses(&good, cf_octets_of_text("{\"a manifest\": true}"), CF_ERR_SHAPE);
    read_refuses(&good, cf_octets_of(NULL, 0), CF_ERR_SHAPE);
}

static void publishing_says_when_memory_is_out(void **state)
{
    (void)state;
    cf_ceremony ceremony;
    cf_status status = CF_ERR_MEMORY;
    assert_int_equal(cf_ceremony_init(cf_group_toy(7), 5, 3, manifest(), &ceremony, NULL), CF_OK);
    for (size_t limit = 0; status != CF_OK; limit += 8) {
        cf_arena *arena = cf_arena_open(limit);
        cf_parameters out = { .n = 77 };
        assert_non_null(arena);
        status = cf_ceremony_publish(&ceremony, arena, &out);
        assert_true(status == CF_OK || (status == CF_ERR_MEMORY && out.n == 77));
        assert_true(limit < 4096);
        cf_arena_close(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_out_of_range_are_refused),
        cmocka_unit_test(without_a_manifest_there_is_no_ceremony),
        cmocka_unit_test(each_group_is_known_again),
        cmocka_unit_test(every_octet_that_is_changed_is_seen),
        cmocka_unit_test(other_numbers_or_another_manifest_are_seen),
        cmocka_unit_test(publishing_says_when_memory_is_out),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
