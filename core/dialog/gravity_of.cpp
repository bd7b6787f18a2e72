#include "dialog/gravity_of.h"

namespace nightbell {

std::optional<Gravity> gravityOf(DangerLevel level)
{
    switch (level) {
    case DangerLevel::Emergency:
        return Gravity::Emergency;
    case DangerLevel::Crisis:
        return Gravity::Crisis;
    case DangerLevel::Urgent:
        return Gravity::Urgent;
    case DangerLevel::None:
        break;
    }
    return std::nullopt;
}

std::optional<Gravity> raisedBy(const std::optional<DangerNews> &news)
{
    return news && news->kind == DangerNews::Kind::Raised ? gravityOf(news->finding.level) : std::nullopt;
}

} // namespace nightbell
