#include "call/json_values.h"

#include <cmath>
#include <limits>

namespace nightbell {
namespace {

bool isWhole(const QJsonValue &json, double least, double most)
{
    const double number = json.toDouble(least - 1);
    return json.isDouble() && number >= least && number <= most && number == double(qint64(number));
}

} // namespace

bool readValue(const QJsonValue &json, bool &value) { return json.isBool() && (value = json.toBool(), true); }

bool readValue(const QJsonValue &json, int &value)
{
    return isWhole(json, std::numeric_limits<int>::min(), std::numeric_limits<int>::max())
        && (value = json.toInt(), true);
}

bool readValue(const QJsonValue &json, qint64 &value)
{
    constexpr double exact = 9007199254740992.0; // 2^53: beyond it JSON numbers lose digits
    return isWhole(json, -exact, exact) && (value = json.toInteger(), true);
}

bool readValue(const QJsonValue &json, double &value)
{
    return json.isDouble() && std::isfinite(json.toDouble()) && (value = json.toDouble(), true);
}

bool readValue(const QJsonValue &json, QString &value) { return json.isString() && (value = json.toString(), true); }

bool readValue(const QJsonValue &json, PrivateText &value)
{
    return json.isString() && (value = PrivateText(json.toString()), true);
}

bool readValue(const QJsonValue &json, Instant &value)
{
    qint64 ms = 0;
    return readValue(json, ms) && (value = instantFromMs(ms), true);
}

} // namespace nightbell
