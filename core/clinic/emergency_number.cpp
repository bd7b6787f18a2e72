#include "clinic/emergency_number.h"

#include <algorithm>
#include <array>

namespace nightbell {
namespace {

struct Row
{
    const char *country;
    const char *number;
};

// Where the ambulance has a number of its own, it is that one. By country, so that a missing one is seen.
// clang-format off
constexpr std::array table{
    Row{"AE", "998"},  Row{"AR", "911"},  Row{"AT", "112"},  Row{"AU", "000"},  Row{"BD", "999"},  Row{"BE", "112"},
    Row{"BG", "112"},  Row{"BR", "192"},  Row{"CA", "911"},  Row{"CH", "144"},  Row{"CL", "131"},  Row{"CN", "120"},
    Row{"CO", "123"},  Row{"CR", "911"},  Row{"CY", "112"},  Row{"CZ", "112"},  Row{"DE", "112"},  Row{"DK", "112"},
    Row{"DO", "911"},  Row{"EC", "911"},  Row{"EE", "112"},  Row{"EG", "123"},  Row{"ES", "112"},  Row{"FI", "112"},
    Row{"FR", "112"},  Row{"GB", "999"},  Row{"GE", "112"},  Row{"GR", "112"},  Row{"HK", "999"},  Row{"HR", "112"},
    Row{"HU", "112"},  Row{"IE", "112"},  Row{"IL", "101"},  Row{"IN", "112"},  Row{"IS", "112"},  Row{"IT", "112"},
    Row{"JP", "119"},  Row{"KR", "119"},  Row{"LI", "144"},  Row{"LT", "112"},  Row{"LU", "112"},  Row{"LV", "112"},
    Row{"MT", "112"},  Row{"MX", "911"},  Row{"MY", "999"},  Row{"NL", "112"},  Row{"NO", "113"},  Row{"NP", "102"},
    Row{"NZ", "111"},  Row{"PA", "911"},  Row{"PH", "911"},  Row{"PL", "112"},  Row{"PT", "112"},  Row{"QA", "999"},
    Row{"RO", "112"},  Row{"SE", "112"},  Row{"SG", "995"},  Row{"SI", "112"},  Row{"SK", "112"},  Row{"TH", "1669"},
    Row{"TR", "112"},  Row{"TW", "119"},  Row{"US", "911"},  Row{"UY", "911"},  Row{"VN", "115"},  Row{"ZA", "10177"},
};
// clang-format on

} // namespace

QString emergencyNumberIn(QStringView country)
{
    const auto found =
        std::ranges::find_if(table, [&](const Row &row) { return country == QLatin1StringView(row.country); });
    return found == table.end() ? QString() : QString::fromLatin1(found->number);
}

QString emergencyNumberOf(const Organisation &organisation)
{
    return organisation.emergencyNumber.isEmpty() ? emergencyNumberIn(organisation.country)
                                                  : organisation.emergencyNumber;
}

} // namespace nightbell
