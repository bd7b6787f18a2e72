// Whatever the recogniser makes of a caller: every reader of days, names, numbers and answers ends, and what a day
// reader gives is a day that comes.
#include "dialog/said_answer.h"
#include "dialog/said_birth_date.h"
#include "dialog/said_name.h"
#include "dialog/said_phone.h"
#include "dialog/said_when.h"

#include <cstdlib>

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
    static const QTimeZone zones[]{QTimeZone("America/New_York"), QTimeZone("Europe/London"),
                                   QTimeZone("Australia/Lord_Howe")};
    if (size < 2)
        return 0;
    const Moment moment{QDate(2026, 1, 1).addDays(bytes[0] * 3), QTime(bytes[1] % 24, bytes[1] % 60),
                        zones[bytes[0] % 3]};
    const Words words = wordsOf(QString::fromUtf8(QByteArrayView(bytes + 2, qsizetype(size) - 2)));
    const SaidWhen when = saidWhen(words, moment);
    for (const auto &day : {when.date, when.dateFrom, when.dateTo})
        if (day && (!day->isValid() || *day < moment.today))
            abort();
    const SaidBirthDate born =
        saidBirthDate(words, moment.today, bytes[1] % 2 ? DateOrder::MonthFirst : DateOrder::DayFirst);
    if (born.date && *born.date > moment.today)
        abort();
    if (const SaidPhone phone = saidPhone(words, QStringLiteral("US")); phone.e164.size() > 16)
        abort();
    saidName(words);
    saidAnswer(words, words);
    return 0;
}
