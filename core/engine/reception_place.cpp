#include "engine/reception_place.h"

#include <QRegularExpression>

namespace nightbell {
namespace {

PrivateText numberOf(const Initiated &begun)
{
    static const QRegularExpression e164(QStringLiteral("^\\+[0-9]{7,15}$"));
    const bool known = !begun.numberWithheld && e164.match(begun.from.reveal()).hasMatch();
    return known ? begun.from : PrivateText();
}

} // namespace

std::shared_ptr<const ReceptionPlace> receptionPlace(const std::shared_ptr<const ClinicBook> &book,
                                                     const Organisation &clinic, const BranchId &branch,
                                                     ScriptSet scripts, const Initiated &begun)
{
    const Branch *found = branchOf(clinic, branch);
    if (!found)
        return nullptr;
    return std::make_shared<const ReceptionPlace>(ReceptionPlace{.book = book,
                                                                 .organisation = clinic,
                                                                 .branch = *found,
                                                                 .scripts = std::move(scripts),
                                                                 .knowledge = Knowledge(clinic.answers),
                                                                 .callerNumber = numberOf(begun),
                                                                 .mark = markOf(begun)});
}

} // namespace nightbell
