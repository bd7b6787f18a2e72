#include "dialog/name_words.h"

namespace nightbell {

namespace {

constexpr const char *givenNames =
    "aaron abby abdul abdullah abel abigail abraham ada adaeze adam adela adelaide adele adeline aditi aditya "
    "adrian adriana agatha agnes agnieszka ahmed aidan aiden aileen aine aisha akiko akira alan alana alastair "
    "albert alec alejandra alejandro alessandra alessandro alex alexa alexander alexandra alexandria alexia "
    "alexis alfie alfonso alfred ali alice alicia alina alisa alison alistair aliyah allegra allison alma "
    "alonzo althea alvaro alvin alyssa amaka amal amanda amara amari amber amelia amina amir amirah amit amos "
    "amrita amy ana anais anand ananya anastasia anders andre andrea andreas andrew andy angela angelica "
    "angelina angelo angie angus anika anil anisha anita anja anjali ann anna annabel annabelle anne anneliese "
    "annette annie annika anselm anthony antoine antoinette antonella antonia antonio anya april arabella "
    "ariana arianna ariel arjun arlene armando arnold arthur arturo arun asha asher ashley ashok astrid athena "
    "aubrey audrey augusta aurelia aurora austin ava avery aya ayesha ayla babatunde babette barbara barnabas "
    "barnaby barry bartholomew basil beata beatrice beatrix beatriz becky belinda bella ben benedict benita "
    "benjamin benny bernadette bernard bernice bertha bertie beryl bess beth bethany betsy bettina betty beulah "
    "beverly bhavna bianca bill billy birgit blanca blessing bob bobbie bogdan bonita bonnie boris brad bradley "
    "brandi brandon breanna brenda brendan brenna brent brett brian brianna bridget bridie brigid brigitte "
    "britney brittany bronwyn brooke bruce bruno bryan bryony byron caitlin caitlyn caleb callum calvin cameron "
    "camila camilla camille candace candice carina carl carla carlo carlos carlotta carlton carmel carmela "
    "carmen carol carolina caroline carolyn carrie carys casey cassandra cassidy catalina caterina cathal "
    "catherina catherine cathleen cathy catriona cecil cecilia cecily cedric celeste celestine celia celine "
    "chanel chantal charlene charles charley charlie charlotte charmaine chelsea cherie cheryl chiamaka chiara "
    "chidi chinedu chioma chloe chris christa christian christie christina christine christoph christopher "
    "christy cian ciara cillian cindy claire clara clarence clarissa claude claudia clem clement clementine "
    "cleo clifford clifton clint clive clyde cody colette colin colleen connie connor conor conrad constance "
    "consuelo cora cordelia corey corinne cornelia cornelius cory courtney craig crystal cynthia cyril dagmar "
    "dahlia daisy dakota damian damien dan dana daniel danielle dante daphne daria darius darlene darnell "
    "darrell darren darryl dashawn dave david davina dawid dawn dean deanna debbie deborah debra declan deepa "
    "deepak deepti deirdre delia delilah delores delphine denise dennis denzel derek desiree desmond devon "
    "dexter diana diane diarmuid diego dieter dillon dilys dimitri dina dinah dirk divya dmitri dolly dolores "
    "dominic dominik dominique don donal donald donatella donna donnie dora doreen doria dorian doris dorota "
    "dorothy dottie doug dougal douglas dragan drew dulcie duncan dustin dwayne dwight dylan eamon ebony edgar "
    "edie edith edmund edna eduardo edward edwin edwina eileen eilidh eira ekaterina elaina elaine eldon "
    "eleanor eleanora elena eleni eli elias elijah elisa elisabeth elise eliza elizabeth ella ellen ellie "
    "elliot elliott eloise elsa elsie elspeth elton elvira elvis emeka emerson emil emilia emiliano emilio "
    "emily emma emmanuel emmett emrys enid enrique enzo eric erica erik erika erin ernest ernestine ernesto "
    "esme esmeralda esperanza esteban estelle esther ethan ethel etta euan eugene eugenia eugenie eunice eva "
    "evelyn ewa ewan ezekiel ezra fabian faisal farah farid fatima fatou faye federico felicia felicity felipe "
    "felix femi fergus fernanda fernando finbar finlay finn fiona fiorella flora florence floyd folake folasade "
    "franca frances francesca francesco francine francis francisco frank franklin franz fred freda freddie "
    "frederica frederick freya frida fritz gabriel gabriela gabriella gabrielle gaia gail ganesh gareth garrett "
    "gary gavin gaynor gemma gena genevieve geoffrey george georgia georgie georgina geraint gerald geraldine "
    "gerard gerardo germaine gerry gertrude gethin ghislaine gianna gideon gilbert gilda gillian gina ginny "
    "giorgio giovanni gisela giselle gita giulia giuseppe gladys glenda glenn glenys gloria glynis godfrey "
    "goran gordon grace graciela graeme graham grainne greer greg gregory greta gretchen guadalupe guido "
    "guillermo gunther gus gustav gustavo gwen gwendolyn gwilym gwyneth hala hamish hamza hana hank hannah hans "
    "harley harold harpreet harriet harris harry haruka hassan hattie hazel heath heather hector hedwig heidi "
    "helen helena helga henrietta henrik henrique henry herbert hermione hilary hilda hiram hiroshi hollie "
    "holly homer horace hortense howard hubert huda hugh hugo humberto hussein hyacinth ian ibrahim ibrahima "
    "ida ieuan ifeanyi ifeoma ignacio igor ike ilaria ilona imani imelda imogen imran ina indira ines inga "
    "ingrid iona ira irene irina iris irma irving isaac isabel isabella isabelle isadora isaiah isha ishaan "
    "ishmael isidro isla ismael ismail isobel israel itzel iva ivan ivana ivonne ivor ivy izabela jacinta jack "
    "jackie jackson jacob jacqueline jacques jada jaden jaime jake jamal jameela james jamie jamila jan jana "
    "jane janelle janet janette janice janine jared jarvis jasmin jasmine jason jasper jaspreet javier jay jaya "
    "jayden jayne jean jeanette jeanne jed jeff jeffrey jelena jemima jemma jenna jennie jennifer jenny "
    "jeremiah jeremy jermaine jerome jerry jess jesse jessica jessie jesus jignesh jill jim jimmy jing joachim "
    "joan joann joanna joanne joaquin jocelyn jodie joe joel joey johan johanna johannes john johnnie johnny "
    "jolene jon jonah jonas jonathan jordan jorge jorja jose josefina joseph josephine josette josh joshua "
    "josiah josie jovan joy joyce juan juana juanita judah jude judith judy julia julian juliana julianne julie "
    "julio julius june juniper justin justine kamal kamala kamil kareem karen karim karin karina karl karla "
    "katarina katarzyna kate katharine katherine kathleen kathy katie katja katrina katya kavita kay kayla "
    "keegan keiko keira keisha keith kelly kelsey kelvin ken kendall kendra kendrick kenji kenneth kenya kenzie "
    "keri kerri kerry kevin khadija khadijah khalid khalil kiera kieran kim kimberly kiran kirk kirsten kirsty "
    "kit kofi konrad kris krista kristen kristian kristin kristina kristine kristy krystal krzysztof kurt "
    "kwabena kwame kyle kyra lacey lachlan laila lakeisha lakshmi lalit lamar lana lance lara larissa larry "
    "lars lata latasha latisha latoya laura laurel lauren laurence laurent laurie laverne lavinia lawrence "
    "layla lazaro leah leandro leanne leila leland lena lenny lenora leo leon leona leonard leonardo leonor "
    "leonora leopold leroy leslie lester leticia letitia lettie levi lewis lexi liam liana libby lidia lila "
    "lilian liliana lillian lillie lily lina lincoln linda linh linnea lionel lisa lisbeth liv livia liz lizzie "
    "lloyd logan lois lola lorena lorenzo loretta lori lorna lorraine lottie lou louis louisa louise lourdes "
    "lowell lowri luca lucas lucia luciana lucien lucille lucinda lucretia lucy ludmila luigi luis luisa luka "
    "luke lupe luther lydia lyla lyle lynda lynette lynn lynne lynsey mabel mackenzie maddie madeleine madeline "
    "madge madison mae maeve magda magdalena maggie magnus mahmoud maia maisie makayla malachi malak malcolm "
    "malia malik mandy manfred manish manoj manuel mara marc marcel marcela marcella marcelo marcia marcin "
    "marco marcos marcus margaret margarita margery margot marguerite maria mariah mariam mariana marianne "
    "maribel maricela marie marilyn marina mario marion marisa marisol marissa maritza marjorie mark marko "
    "markus marla marlene marlon marta martha martin marty marvin mary maryam maryann mateo mathilda matilda "
    "matt matteo matthew mattie maude maura maureen mavis max maxine maxwell maya mbali meena meera megan mei "
    "meiling melanie melissa mercedes meredith merle merlin mervyn meryl mia micah michael michal micheal "
    "michele michelle mick miguel mika mikael mike mikhail mila milan mildred milena miles millicent millie "
    "milo milos milton mimi mina mindy minerva minh minnie mira miranda miriam mitchell mohamad mohamed "
    "mohammad mohammed mohan mohit moira mollie molly mona monica monique montserrat mordecai morgan morris "
    "moses muhammad muhammed muriel murray musa mustafa myra myrna myrtle nabil nadia nadine naima nancy naoko "
    "naomi nasreen natalia natalie natasha nathalie nathan nathaniel neal ned neha neil nelson nerys nestor "
    "nevaeh neville ngozi niall niamh nicholas nick nicola nicolas nicole nicolette nieves nigel nikhil nikita "
    "nikki nikolai nikolas nina nisha nita nkechi nneka noah noel noelle noemi nolan noor nora noreen norma "
    "norman norris nuala nuno obinna octavia odette oksana olaf olena olga olive oliver olivia olivier ollie "
    "oluwaseun omar omari oona opal ophelia orla orlando orson oscar osman oswald otis otto ottoline owen pablo "
    "paige paloma pam pamela parker pascal patrice patricia patrick patsy patti patty paul paula paulette "
    "paulina pauline paulo pavel pearl pedro peggy penelope penny percival percy perla perpetua peter petra "
    "petros petunia phil philip philippa philippe phillip phoebe phuong phyllis pierre piers piotr pippa pooja "
    "poppy portia pradeep prakash preeti priscilla priya priyanka prudence przemek quentin quincy quinton "
    "rachael rachel radu rafael rafaela rahul raj rajesh ralph ramon ramona randall randolph randy rania raquel "
    "rashad rashid raul ravi ray raymond rayna reba rebecca rebekah reece reggie regina reginald reid reiko "
    "rekha remy rene renee reuben rex reynaldo rhea rhiannon rhoda rhonda rhys ria ricardo richard rick ricky "
    "rico rihanna riley rita rob robert roberta roberto robin rocco rochelle rocio roderick rodney rodrigo "
    "roger rohan rohit roland rolando roman romeo ron ronald ronaldo ronan ronnie rory rosa rosalba rosalie "
    "rosalind rosalyn rosanna rosario rose roseanne rosemary rosetta roshni rosie rowan rowena roxanne roy "
    "ruben ruby rudolph rudy rufus rupert russel russell ruth ruthie ryan sabina sabine sabrina sadie saeed "
    "saffron sahar salim sally salma salman salvador salvatore sam samantha samir samira samuel sana sandeep "
    "sandra sandy sanjana sanjay santiago santino saoirse sara sarah sarita sasha saskia satoshi saul savannah "
    "scarlett scott sean sebastian selena selina selma serena sergei sergio seth shalini shane shanelle shanice "
    "shanna shannon shari sharon shaun shauna shawn shayla sheena sheila shelby sheldon shelley shelly sheryl "
    "shiloh shirin shirley shona shreya sian sidney siena sigrid silas silvia simon simone sinead siobhan sita "
    "skye sneha sofia solomon sonal sonia sonja sonya sophia sophie soraya soren spencer stacey stacy stanislav "
    "stanley stefan stefania stella stephanie stephen steve steven stewart stuart sue suki sunil sunita suresh "
    "surya susan susanna susannah susie suzanne sven svetlana swati sybil sylvester sylvia sylvie tabitha tahir "
    "takashi talia tamara tamika tammy tania tanisha tanya tara tariq tasha tatiana tatum taylor ted teddy "
    "terence teresa terrance terrence terry tess tessa thaddeus thea thelma theo theodora theodore theresa "
    "thomas thomasina thora thuy tiana tiffani tiffany tilda tilly tim timothy tina tobias toby todd tom tomas "
    "tomasz toni tony tonya tova tracy trang travis trent trevon trevor tricia trina trish trisha tristan trudy "
    "tuan tucker tunde twyla tyler tyrell tyrese tyrone uche ulrich ulrike uma umar una uriel ursula usha "
    "valentin valentina valentine valeria valerie vanda vanessa varun vaughn velma venkat vera verity verna "
    "vernon veronica veronika vicki vicky victoire victor victoria vidya vijay vikram vince vincent vinod viola "
    "violet virgil virginia vito vivek vivian viviana vivienne vlad vladimir wade waldo wallace walt walter "
    "wanda wanjiru warren wayne wendell wendy werner wesley wilbur wilfred wilhelm wilhelmina will willa "
    "willard willem william willie willow wilma winifred winnie winston wojciech wolfgang woody wren wyatt "
    "xander xavier xiaoming ximena xin xiomara yael yahya yara yasmin yasmine yesenia yetunde ying yoko yolanda "
    "yolande yosef youssef yuki yuri yusuf yves yvette yvonne zac zach zachariah zachary zahra zainab zara "
    "zehra zelda zena zeynep zina zodwa zoe zofia zola zora zoran zuri zuzanna";

constexpr const char *givenAndSurnames =
    "abdullah ahmed ali allen arnold aubrey austin avery barry beverly "
    "bradley brent cameron carol casey christian clement clifford cody craig cruz curtis dean dillon douglas "
    "drew ellis emerson francis franklin gilbert glenn gordon graham grant guy harris hassan heath "
    "herbert howard hubert hugo hussein ibrahim jackson jan jordan joyce kay kelly kendall khalid kim "
    "kirk lance lawrence lee leonard lester lewis lloyd logan lowell lynn mackenzie marion martin maxwell "
    "mitchell mohamed mohammed morgan morris muhammad murray musa neal nelson norris omar osman "
    "owen parker randall randolph rashid ray reid riley roland romeo rosario rose rowan "
    "russell ryan salvador santiago scott shannon shelby spencer stanley stewart taylor todd "
    "travis tucker tyler vaughn wade wallace warren wesley willard yusuf";

constexpr const char *surnameEndings =
    "son sen man mann berg burg stein sky ski cki czyk wicz ley ton ham ford worth wood well field shaw ridge "
    "land kins ez uez idis opoulos escu enko ovic vic ich yan sworth thwaite bury by gate croft smith bottom "
    "hurst combe mont";

} // namespace

bool isGivenName(const QString &word)
{
    static const WordSet names(givenNames);
    return names.has(word);
}

bool isGivenNameFirst(const QString &word)
{
    static const WordSet surnamesToo(givenAndSurnames);
    return isGivenName(word) && !surnamesToo.has(word);
}

bool isSurnameLike(const QString &word)
{
    static const QStringList endings = QString::fromLatin1(surnameEndings).split(u' ');
    constexpr qsizetype stemAtLeast = 3;
    return !isGivenName(word) && std::any_of(endings.begin(), endings.end(), [&](const QString &ending) {
        return word.size() >= ending.size() + stemAtLeast && word.endsWith(ending);
    });
}

} // namespace nightbell
