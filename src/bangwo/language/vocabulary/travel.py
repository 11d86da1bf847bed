"""Travel: cities, airports, stations, carriers, hotels, sights."""
# ruff: noqa: E501

CITIES = """
北京 上海 广州 深圳 杭州 南京 苏州 成都 重庆 武汉 西安 天津 长沙 郑州 青岛 大连 沈阳 哈尔滨 长春 济南 合肥 福州 厦门 泉州 宁波 温州 绍兴 嘉兴 无锡 常州 南通 徐州 扬州 镇江 南昌 九江 景德镇 井冈山 昆明 大理 丽江 西双版纳 香格里拉市 贵阳 遵义 南宁 桂林 北海 柳州 海口 三亚 拉萨 兰州 西宁 银川 乌鲁木齐 喀什 呼和浩特 包头 太原 大同 石家庄 保定 秦皇岛 唐山 承德 烟台 威海 潍坊 临沂 洛阳 开封 宜昌 襄阳 岳阳 张家界 衡阳 株洲 珠海 佛山 东莞 中山 惠州 汕头 潮州 湛江 香港 澳门 台北 台南 台中 高雄 左营 花莲 新竹 垦丁 齐齐哈尔 牡丹江 吉林 延吉 丹东 鞍山 黄山 芜湖 安庆 义乌 金华 湖州 乌镇 舟山 台州 莫干山 千岛湖 峨眉山 乐山 绵阳 宜宾 九寨沟 都江堰 敦煌 张掖 嘉峪关 延安 咸阳 宝鸡 汉中 淮安 连云港 盐城 赣州 上饶 婺源 平遥 北戴河 阿勒泰 伊犁 漠河 长白山 恩施 凤凰 凤凰古城 武夷山 万宁 陵水 文昌
东京 大阪 京都 名古屋 札幌 冲绳 福冈 首尔 济州岛 釜山 曼谷 清迈 普吉岛 新加坡 吉隆坡 巴厘岛 雅加达 马尼拉 河内 胡志明市 岘港 芽庄 金边 暹粒 仰光 迪拜 伊斯坦布尔 莫斯科 巴黎 伦敦 罗马 米兰 马德里 巴塞罗那 柏林 法兰克福 慕尼黑 阿姆斯特丹 苏黎世 纽约 洛杉矶 旧金山 芝加哥 西雅图 温哥华 多伦多 悉尼 墨尔本 奥克兰 开罗 马尔代夫
beijing|shanghai|guangzhou|shenzhen|hangzhou|nanjing|suzhou|chengdu|chongqing|wuhan|xi'an|xian|tianjin|changsha|qingdao|dalian|harbin|xiamen|kunming|guilin|sanya|ningbo|lhasa|dali|lijiang|zhuhai|hong kong|macau|taipei|tokyo|osaka|kyoto|seoul|singapore|bangkok|london|paris|new york|sydney|los angeles|san francisco|kuala lumpur|bali|dubai|vancouver|toronto
"""

AIRPORTS = """
首都机场 大兴机场 北京大兴机场 浦东机场 虹桥机场 白云机场 宝安机场 双流机场 天府机场 江北机场 萧山机场 禄口机场 咸阳机场 天河机场 黄花机场 新郑机场 流亭机场 胶东机场 太平机场 桃仙机场 高崎机场 长水机场 美兰机场 凤凰机场 地窝堡机场 松山机场 松山 桃园机场 浦东 虹桥 PVG SHA PEK PKX CAN SZX CTU TFU HGH NKG XIY WUH CKG XMN KMG HKG TPE SYX
"""

CARRIERS = """
国航 东航 南航 海航 川航 厦航 深航 山航 春秋 春秋航空 吉祥 吉祥航空 首都航空 祥鹏航空 四川航空 厦门航空 深圳航空 山东航空 海南航空 南方航空 东方航空 中国国际航空 长荣 长荣航空 华航 中华航空 国泰 国泰航空 港航 新航 全日空 日航 大韩航空 亚航 阿联酋航空 汉莎 华夏航空 西部航空 成都航空 长龙航空 天津航空 昆明航空 星宇航空
air china|china eastern|china southern|hainan airlines|cathay pacific|singapore airlines|spring airlines|emirates|lufthansa|delta|united
"""

HOTELS = """
亚朵 全季 汉庭 如家 7天 锦江之星 桔子 桔子水晶 维也纳 希尔顿 希尔顿欢朋 万豪 喜来登 香格里拉 洲际 皇冠假日 假日酒店 凯悦 君悦 柏悦 四季酒店 丽思卡尔顿 华尔道夫 威斯汀 艾美 雅高 宜必思 美居 索菲特 诺富特 开元 君澜 丽枫 麗枫 格林豪泰 布丁酒店 速8 尚客优 城市便捷 秋果 和颐 花间堂 松赞 安缦 悦榕庄 W酒店 瑞吉 万怡 福朋喜来登 温德姆 戴斯 漫心 禧玥 桔子酒店 丽呈 維也納 半岛酒店 文华东方 亚特兰蒂斯 白天鹅宾馆
hilton|marriott|sheraton|shangri-la|intercontinental|hyatt|atour|holiday inn|westin|ji hotel|hampton|ritz-carlton|four seasons
"""

SIGHTS = """
故宫 故宫博物院 长城 八达岭长城 八达岭 慕田峪长城 天坛 颐和园 圆明园 国家博物馆 环球影城 北京环球影城 迪士尼 迪士尼乐园 上海迪士尼 上海迪士尼乐园 东方明珠 外滩观光隧道 豫园 上海海洋水族馆 上海科技馆 上海自然博物馆 欢乐谷 长隆 长隆野生动物世界 长隆欢乐世界 长隆海洋王国 广州塔 世界之窗 海洋公园 兵马俑 大雁塔 华清池 华清宫 大唐不夜城 陕西历史博物馆 华山 黄山 黄山风景区 泰山 峨眉山 乐山大佛 九寨沟 青城山 都江堰景区 大熊猫基地 熊猫基地 三星堆 三星堆博物馆 武侯祠 杜甫草堂 洪崖洞 长江索道 武隆 乌镇 乌镇西栅 西栅 宋城 灵隐寺 雷峰塔 西溪湿地 千岛湖景区 拙政园 狮子林 虎丘 留园 周庄 同里 中山陵 总统府 南京博物院 夫子庙 鼓浪屿 土楼 武夷山景区 张家界 天门山 玉龙雪山 丽江古城 石林 大理古城 洱海 漓江 象鼻山 蜈支洲岛 亚特兰蒂斯水世界 天涯海角 布达拉宫 莫高窟 鸣沙山 香山 北京动物园 动物园 水族馆 海洋馆 植物园 野生动物园 方特 融创乐园 冰雪大世界 太阳岛 云冈石窟 龙门石窟 少林寺 黄鹤楼 岳阳楼 滕王阁 庐山 三清山 婺源篁岭 平遥古城 壶口瀑布 青海湖 茶卡盐湖 喀纳斯 天山天池 湖北省博物馆 上海博物馆 首都博物馆 teamLab 衡山 恒山 嵩山 普陀山 五台山 武当山 雁荡山 长白山景区 梵净山 黄果树瀑布 龙虎山 崂山 泰山景区 趵突泉 蓬莱阁 乐高乐园 海昌海洋公园 卡塔尔 博物馆 美术馆 科技馆 天文馆
badaling great wall|great wall|forbidden city|summer palace|disneyland|shanghai disneyland|universal studios|ocean park|shanghai ocean aquarium|terracotta warriors|temple of heaven|west lake|shanghai tower|oriental pearl tower|potala palace|yellow mountain|canton tower
"""
