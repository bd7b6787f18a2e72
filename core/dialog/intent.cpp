#include "dialog/intent.h"

namespace nightbell {

namespace {

struct Row
{
    const char *name;
    int urgency;
};

constexpr std::array<Row, intentCount> rows{{
    {"affirm", 1},        {"book", 5},           {"callback", 4},
    {"cancel", 5},        {"complaint", 3},      {"confirm_appointment", 2},
    {"crisis", 8},        {"deny", 1},           {"emergency", 9},
    {"goodbye", 0},       {"hours", 2},          {"human", 4},
    {"insurance_faq", 2}, {"language_other", 6}, {"location", 2},
    {"out_of_scope", 1},  {"provide_info", 1},   {"refill", 5},
    {"repeat", 1},        {"reschedule", 6},     {"results", 3},
    {"services_faq", 2},  {"spam", 1},           {"urgent", 7},
    {"wrong_number", 1},
}};

} // namespace

QString nameOf(Intent intent) { return QString::fromLatin1(rows[size_t(intent)].name); }

std::optional<Intent> intentNamed(QStringView name)
{
    for (size_t i = 0; i < rows.size(); ++i)
        if (name == QLatin1String(rows[i].name))
            return Intent(i);
    return {};
}

int urgencyOf(Intent intent) { return rows[size_t(intent)].urgency; }

} // namespace nightbell
